/*
 * resolve_at.c - @operators that are decided here: @defined, @enum and their like
 */
#include <string.h>
#include "lang/stap/consts.h"
#include "lang/stap/lower.h"
#include "lang/stap/resolve.h"

static void fold(struct node *n, int64_t value)
{
	struct span at = n->span;
	bool is_stmt = n->is_stmt;

	*n = (struct node){ .kind = N_NUM, .num = value, .span = at, .at = at, .depth = 1, .is_stmt = is_stmt };
}

static bool enumerator(struct scope *sc, const char *name, int64_t *ret)
{
	struct type_source *ts = sc->s->c->world->kernel;
	const struct type *type;

	return ts && ts->enumerator && ts->enumerator(ts, name, ret, &type) == 0;
}

static const char *literal(struct scope *sc, struct node *n)
{
	if (n->args.v[0]->kind == N_STR)
		return n->args.v[0]->str;
	sem_error(sc->s, n->span, ERR_STAP_TYPE, "@%s needs a string literal", n->name);
	n->bad = true;
	return NULL;
}

static void fold_enum(struct scope *sc, struct node *n)
{
	const char *name = literal(sc, n);
	int64_t value;

	if (!name)
		return;
	if (!variable_enumerator(sc->s, sc->ctx, name, &value) && !enumerator(sc, name, &value)) {
		sem_error(sc->s, n->span, ERR_STAP_NAME, "no enumerator '%s' in the kernel's type data", name);
		n->bad = true;
		return;
	}
	fold(n, value);
}

/* an enumerator, or a name of C's headers */
static bool const_value(void *ctx, const char *name, int64_t *ret)
{
	return enumerator(ctx, name, ret) || stap_const(name, ret);
}

/* it is the C compiler who says so: the passes before it let the script through */
static void unknown_const(struct scope *sc, const struct node *n, const char *name)
{
	struct compile *c = sc->s->c;

	vec_push(c->arena, &c->refusals, ((struct refusal){
		.pass = 4,
		.at = n->span,
		.tag = ERR_STAP_NAME,
		.message = arena_printf(c->arena, "unknown constant '%s'", name),
		.hint = "no C is compiled: enumerators of the kernel and the names of errno.h, fcntl.h, signal.h and their "
			"like are known",
	}));
}

static void fold_const(struct scope *sc, struct node *n)
{
	const char *name = literal(sc, n);
	int64_t value = 0;

	if (!name)
		return;
	if (!stap_const_expr(name, const_value, sc, &value))
		unknown_const(sc, n, name);
	fold(n, value);
}

static struct node *make(struct scope *sc, enum node_kind k, const struct node *like)
{
	struct node *n = arena_new_of(sc->s->arena, struct node);

	n->kind = k;
	n->span = like->span;
	n->at = like->at;
	n->depth = 1;
	return n;
}

static struct node *make_call(struct scope *sc, const char *name, struct node *arg)
{
	struct node *n = make(sc, N_CALL, arg);

	n->name = arena_intern(sc->s->arena, name, strlen(name));
	vec_push(sc->s->arena, &n->args, arg);
	return n;
}

static bool is_entry(const struct node *n);	/* @entry(x) */

/* in a return probe what the function was called with has the types of its entry */
static const struct type *path_type(struct scope *sc, struct node *n)
{
	bool entry = is_entry(n);
	struct node *path = entry ? n->args.v[0] : n;
	const struct type *t = entry ? NULL : target_type(sc->s, sc->ctx, path, true);
	const struct node *root = path;

	while (root->kind == N_MEMBER || root->kind == N_SUBSCRIPT || root->kind == N_ADDR)
		root = root->a;
	return t || !target_is_path(path) ? t : target_type(sc->s, entry_context(sc, root), path, true);
}

static const struct type *enum_of(struct scope *sc, struct node *n)
{
	const struct type *t = NULL;

	if (n->args.n > 1 && n->args.v[1]->kind == N_STR)
		t = variable_named_type(sc->s, sc->ctx, n->args.v[1]->str,
					n->args.n > 2 && n->args.v[2]->kind == N_STR ? n->args.v[2]->str : NULL);
	else if (sc->ctx && (target_is_path(n->args.v[0]) || is_entry(n->args.v[0])))
		t = path_type(sc, n->args.v[0]);
	t = t ? type_strip(t) : NULL;
	return t && t->kind == TY_ENUM ? t : NULL;
}

/* @enumname(v, "enum t"): v == A ? "A" : v == B ? "B" : sprint(v) */
static void expand_enumname(struct scope *sc, struct node *n)
{
	const struct type *t = enum_of(sc, n);
	size_t count = 0;
	const struct enumerator *e = t ? type_enums(t, &count) : NULL;
	struct node *value = n->args.v[0], *text = make_call(sc, "sprint", node_clone(sc->s->arena, value));

	if (!t) {
		sem_error(sc->s, n->span, ERR_TYPE_ERR, "@enumname needs a value or the name of an enum's type");
		n->bad = true;
		return;
	}
	for (size_t i = count; i-- > 0;) {
		struct node *cond = make(sc, N_COND, n), *same = make(sc, N_BINARY, n), *num = make(sc, N_NUM, n);

		num->num = e[i].value;
		same->op = TK_EQ;
		same->a = node_clone(sc->s->arena, value);
		same->b = num;
		cond->a = same;
		cond->b = make(sc, N_STR, n);
		cond->b->str = e[i].name;
		cond->b->len = strlen(e[i].name);
		cond->c = text;
		text = cond;
	}
	text->is_stmt = n->is_stmt;
	*n = *text;
	resolve_node(sc, n, READ);
}

/* @uderef(4, addr) is __uderef4(addr) */
static void expand_deref(struct scope *sc, struct node *n)
{
	int64_t size;

	if (!node_const(n->args.v[0], &size) || (size != 1 && size != 2 && size != 4 && size != 8)) {
		sem_error(sc->s, n->span, ERR_STAP_TYPE, "the size for @%s is 1, 2, 4 or 8", n->name);
		n->bad = true;
		return;
	}
	struct node *call = make_call(sc, arena_printf(sc->s->arena, "__%s%d", n->name, (int)size), n->args.v[1]);

	call->span = n->span;
	call->at = n->at;
	call->is_stmt = n->is_stmt;
	*n = *call;
	resolve_node(sc, n, READ);
}

/* names by DWARF's numbers (System V ABI, AMD64 supplement, figure 3.36) */
static const char *const registers[] = {
	"rax", "rdx", "rcx", "rbx", "rsi", "rdi", "rbp", "rsp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "rip",
};

/* @uregister(0) is u_register("rax") */
static void expand_register(struct scope *sc, struct node *n)
{
	bool user = n->name[0] == 'u';
	int64_t number;

	if (!node_const(n->args.v[0], &number) || number < 0 ||
	    (uint64_t)number >= sizeof(registers) / sizeof(registers[0])) {
		sem_error(sc->s, n->span, ERR_STAP_TYPE, "@%s needs the number of a register, 0 to 16", n->name);
		n->bad = true;
		return;
	}
	struct node *name = make(sc, N_STR, n), *call;

	name->str = registers[number];
	name->len = strlen(name->str);
	call = make_call(sc, user ? "u_register" : "register", name);
	call->is_stmt = n->is_stmt;
	*n = *call;
	resolve_node(sc, n, READ);
}

/* @perf("name"): the number of the counter */
static void expand_perf(struct scope *sc, struct node *n)
{
	struct world *w = sc->s->c->world;
	struct counter *c = world_counter(w, n->args.v[0]->str);
	struct node *number = make(sc, N_NUM, n), *call;

	c->read = true;
	c->at = n->args.v[0]->span;
	for (size_t i = 0; sc->h && i < sc->h->probes.n; i++)
		if (sc->h->probes.v[i]->program)
			vec_push(sc->s->arena, &c->reads, ((struct counter_read){ sc->h->probes.v[i]->program, c->at }));
	number->num = c - w->counters.v;
	call = make_call(sc, "__perf_counter", number);
	call->is_stmt = n->is_stmt;
	*n = *call;
	resolve_node(sc, n, READ);
}

struct writes { const char *name; bool found; };

static bool find_write(struct node *n, void *ctx)
{
	struct writes *w = ctx;

	if ((n->kind == N_ASSIGN || n->kind == N_STEP) && n->a->name == w->name)
		w->found = true;
	return !w->found;
}

/* does the script's own body assign the variable */
static void fold_probewrite(struct scope *sc, struct node *n)
{
	struct writes w = { .name = n->args.v[0]->name };

	if (n->args.v[0]->kind != N_NAME && n->args.v[0]->kind != N_TARGET) {
		sem_error(sc->s, n->span, ERR_STAP_TYPE, "@probewrite needs the name of a variable");
		n->bad = true;
		return;
	}
	if (sc->h && sc->h->decl->body)
		snode_walk(sc->h->decl->body, find_write, &w);
	fold(n, w.found);
}

/* nothing in it is reported */
static bool is_defined(struct scope *sc, struct node *n, bool value)
{
	if (n->kind == N_AT && n->args.n == 1)		/* @entry(...) */
		return is_defined(sc, n->args.v[0], value);
	if (n->kind == N_ADDR)
		return is_defined(sc, n->a, false);
	if (n->kind == N_NAME)
		resolve_node(sc, n, READ);
	else
		resolve_root(sc, n);
	return pretty_exists(sc, n, value);
}

static void fold_defined(struct scope *sc, struct node *n)
{
	fold(n, is_defined(sc, n->args.v[0], true));
}

static const struct { const char *name; void (*fold)(struct scope *, struct node *); } at_words[] = {
	{ "const", fold_const },
	{ "defined", fold_defined },
	{ "entry", resolve_entry },
	{ "enum", fold_enum },
	{ "enumname", expand_enumname },
	{ "kderef", expand_deref },
	{ "kregister", expand_register },
	{ "perf", expand_perf },
	{ "probewrite", fold_probewrite },
	{ "uderef", expand_deref },
	{ "uregister", expand_register },
};

static bool is_word(const struct node *n, void (*with)(struct scope *, struct node *))
{
	for (size_t i = 0; n->kind == N_AT && i < sizeof(at_words) / sizeof(at_words[0]); i++)
		if (!strcmp(n->name, at_words[i].name))
			return at_words[i].fold == with;
	return false;
}

static bool is_entry(const struct node *n)
{
	return is_word(n, resolve_entry);
}

bool resolve_asks(const struct node *n)
{
	return is_word(n, fold_defined);
}

void resolve_at(struct scope *sc, struct node *n)
{
	for (size_t i = 0; i < sizeof(at_words) / sizeof(at_words[0]); i++)
		if (!strcmp(n->name, at_words[i].name)) {
			at_words[i].fold(sc, n);
			return;
		}
	sem_error(sc->s, n->at, ERR_STAP_CONTEXT, "@%s is not supported yet", n->name);
	n->bad = true;
}
