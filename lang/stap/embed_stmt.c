/*
 * embed_stmt.c - embedded C: statements and declarations
 *
 * C's names become names of the script that nothing else has. A goto leads forward, to a label of the
 * function's own block, and is taken over as what stands there, up to the end; a switch as ifs, in which
 * a case that falls through has the next one's statements, too.
 */
#include <string.h>
#include "lang/stap/embed.h"

enum { MOST_CASES = 256, DEEPEST_JUMP = 8 };

static bool statement(struct c_parser *c, struct buf *out);

/* ---- declarations ---- */
static const char *fresh(struct c_parser *c, const char *name)
{
	return arena_printf(c->p->arena, "__c%u_%s", ++c->nlocals, name);
}

/* char s[16], char *s; type: of its elements */
struct c_type c_declarator(struct c_parser *c, struct c_type t, const char **name)
{
	t = c_type_pointers(c, t);
	*name = c_peek(c, 0)->text;
	if (c_is(c, 0, "(")) {
		c_refuse(c, "pointers to functions");
		return t;
	}
	if (c_peek(c, 0)->kind != C_NAME)
		c_wrong(c, "expected a name");
	c->pos++;
	if (t.kind == CT_POINTER && t.to->kind == CT_INT && t.to->size == 1)
		t.kind = CT_LATER;
	if (!c_is(c, 0, "["))
		return t;
	bool chars = t.kind == CT_INT && t.size == 1;
	unsigned count = 0;

	while (c_take(c, "[")) {
		struct c_value n = c_is(c, 0, "]") ? c_made("0", c_int) : c_expr(c);

		count = n.text ? (unsigned)strtoul(n.text, NULL, 10) : 0;
		c_expect(c, "]");
		if (c_is(c, 0, "["))
			c_refuse(c, "arrays of arrays");
	}
	/* bytes are a string, unless they are given one by one */
	if (chars && !(c_is(c, 0, "=") && c_is(c, 1, "{") && !c_is(c, 2, "}") && !c_is(c, 3, "}")))
		return (struct c_type){ .kind = CT_TEXT, .count = count };
	return (struct c_type){ .kind = CT_ARRAY, .count = count,
				.to = c_type_dup(c, t.kind == CT_LATER ? c_text : t) };
}

static struct c_var *add(struct c_parser *c, const char *name, const char *text, struct c_type t)
{
	struct c_var v = { name, text, t };

	if (c->f || c->own)
		vec_push(c->p->arena, &c->vars, v);
	else
		vec_push(c->p->arena, &c->unit->vars, v);
	return c->f || c->own ? &vec_last(&c->vars) : &vec_last(&c->unit->vars);
}

/* = { 0 }, = "": what a variable is without it */
static bool empty_init(struct c_parser *c)
{
	if (c_is(c, 0, "{") && c_is(c, 1, "}"))
		c->pos += 2;
	else if (c_is(c, 0, "{") && c_peek(c, 1)->kind == C_NUMBER && !c_peek(c, 1)->num && c_is(c, 2, "}"))
		c->pos += 3;
	else
		return false;
	return true;
}

/* a variable for each member; of an array of such structures, an array for each */
static void members(struct c_parser *c, const char *text, const struct c_type *t, bool many, bool lasts, struct buf *out)
{
	for (size_t i = 0; i < t->record->members.n; i++) {
		const struct c_var *m = &t->record->members.v[i];
		const char *name = arena_printf(c->p->arena, "%s__%s", text, m->name);

		if (m->type.kind == CT_RECORD)
			members(c, name, &m->type, many, lasts, out);
		else if (m->type.kind == CT_STRUCT || (m->type.kind == CT_ARRAY && (!lasts || m->type.to->kind == CT_RECORD)))
			c_refuse(c, "structures like this of its own");
		else if (lasts && (many || m->type.kind == CT_ARRAY))
			buf_printf(out, "private global %s[4096]\n", name);
		else
			buf_printf(out, lasts ? "private global %s = %s\n" : "%s = %s; ", name,
				   m->type.kind == CT_TEXT ? "\"\"" : "0");
	}
}

static bool is_constant(const struct c_value *v)
{
	return v->type.kind == CT_TEXT || !strpbrk(v->text, "(+*/");
}

/*
 * Arrays and structures: the first value is given when the session begins, as arrays of the script have no
 * initial values.
 */
static void lasting_many(struct c_parser *c, const char *text, struct c_type *t, struct buf *globals)
{
	const struct c_type *of = t->kind == CT_ARRAY ? t->to : t;
	struct c_value to = c_made(text, *t);

	if (of->kind == CT_RECORD)
		members(c, text, of, t->kind == CT_ARRAY, true, globals);
	else if (of->kind == CT_INT || of->kind == CT_POINTER || of->kind == CT_TEXT)
		buf_printf(globals, "private global %s[%u]\n", text, t->count > 4096 ? t->count : 4096);
	else
		c_refuse(c, "structures of its own");
	if (!c_take(c, "=") || empty_init(c))
		return;
	to.is_variable = true;
	buf_puts(globals, "probe begin(-9223372036854775807) { ");
	unsigned n = c_initialise(c, &to, globals);

	buf_puts(globals, "}\n");
	t->count = t->count ? t->count : n;
}

/* a static variable lives in a global of the file */
static void lasting(struct c_parser *c, const char *name, struct c_type t, struct buf *globals)
{
	const char *text = arena_printf(c->p->arena, "__c_%s%s%s", c->f ? c->f->name : c->own ? c->own->name : "",
					c->f || c->own ? "_" : "", name);
	struct buf own = BUF_INIT;
	struct c_value v;

	if (t.kind == CT_STRUCT)
		c_refuse(c, "structures of its own");
	if (t.kind == CT_LATER)
		t = c_text;
	if (t.kind == CT_ARRAY || t.kind == CT_RECORD) {
		lasting_many(c, text, &t, &own);
	} else if (c_take(c, "=") && !empty_init(c)) {
		v = c_expr(c);
		if (v.text && !is_constant(&v))
			c_refuse(c, "a static variable begins with a constant");
		if (v.text)
			buf_printf(&own, "private global %s = %s\n", text, t.kind == CT_TEXT ? c_string(c, &v) : c_number(c, &v));
	} else {
		buf_printf(&own, "private global %s = %s\n", text, t.kind == CT_TEXT ? "\"\"" : "0");
	}
	if (!c->why) {		/* else nobody knows it */
		add(c, name, text, t);
		buf_puts(globals, buf_str(&own));
	}
	buf_fini(&own);
}

/* locals of the script are no arrays: a part of a global of the file, which forgets the oldest */
static void local_array(struct c_parser *c, const char *name, struct c_type t, struct buf *out)
{
	enum { MOST_ZEROS = 256, ROOM = 16384 };
	bool numbers = t.to->kind == CT_INT || t.to->kind == CT_POINTER;
	struct buf global = BUF_INIT;
	struct c_var *var = add(c, name, arena_printf(c->p->arena, "__c%zu_%u_%s", c->p->file->globals.n, ++c->nlocals, name), t);
	struct c_value to;

	if (!numbers && t.to->kind != CT_TEXT)
		c_refuse(c, "arrays of structures of its own");
	var->of_thread = true;
	to = c_name_of(c, var);
	if (c_take(c, "=")) {
		for (unsigned i = 0; i < t.count && !c->why; i++)
			buf_printf(out, "%s[tid(), %u] = %s; ", to.text, i, numbers ? "0" : "\"\"");
		unsigned n = empty_init(c) ? 0 : c_initialise(c, &to, out);

		for (size_t i = c->vars.n; i-- > 0 && !t.count;)
			if (c->vars.v[i].text == to.text)
				c->vars.v[i].type.count = n;
		if (t.count > MOST_ZEROS)
			c_refuse(c, "so large an array with a first value");
	}
	buf_printf(&global, "private global %s%%[%u]\n", to.text, ROOM);
	if (!c->why)
		c_declare(c, &global);
	buf_fini(&global);
}

static void local(struct c_parser *c, const char *name, struct c_type t, struct buf *out)
{
	struct c_var *var;
	struct c_value v;

	if (t.kind == CT_ARRAY) {
		local_array(c, name, t, out);
		return;
	}
	if (t.kind == CT_STRUCT)
		t = c_time_record(&t);
	if (t.kind == CT_STRUCT)
		c_refuse(c, "structures of its own");
	var = add(c, name, fresh(c, name), t);

	const char *text = var->text;

	if (t.kind == CT_RECORD) {
		struct c_value to = c_made(text, t);

		to.is_variable = true;
		members(c, text, &t, false, false, out);
		if (c_take(c, "=") && !empty_init(c))
			c_initialise(c, &to, out);
		return;
	}
	if (!c_take(c, "=")) {
		if (t.kind != CT_LATER)		/* in a loop it begins anew */
			buf_printf(out, "%s = %s; ", text, t.kind == CT_TEXT ? "\"\"" : "0");
		return;
	}
	if (empty_init(c)) {
		buf_printf(out, "%s = \"\"; ", text);
		return;
	}
	v = c_expr(c);
	if (t.kind == CT_LATER && c_is_null(&v))
		return;
	if (t.kind == CT_LATER && c_point(c, text, &v)) {
		buf_printf(out, "%s = %s; ", text, v.whole ? v.at : "0");
		return;
	}
	if (t.kind == CT_LATER)
		t = v.type.kind == CT_TEXT ? c_text : (struct c_type){ .kind = CT_POINTER, .to = &c_char };
	for (size_t i = c->vars.n; i-- > 0;)	/* the expression may have grown the list */
		if (c->vars.v[i].text == text)
			c->vars.v[i].type = t;
	if (v.text)
		buf_printf(out, "%s = %s; ", text, c_fit(c, &v, &t));
}

static bool is_static(const struct c_parser *c)
{
	for (size_t i = 0; c_at_type(c, i) && i < 4; i++)
		if (c_is(c, i, "static"))
			return true;
	return false;
}

/* globals: what has to stand outside of the function */
static void declaration(struct c_parser *c, struct buf *out)
{
	bool lasts = is_static(c);
	struct buf globals = BUF_INIT;
	struct c_type base;
	const char *name;

	if (c_type_base(c, &base) && !c_take(c, ";")) {
		do {
			struct c_type t = c_declarator(c, base, &name);

			if (lasts)
				lasting(c, name, t, &globals);
			else
				local(c, name, t, out);
		} while (!c->why && c_take(c, ","));
		c_expect(c, ";");
	}
	if (!c->why)
		c_declare(c, &globals);
	buf_fini(&globals);
}

/* ---- control ---- */
static void give_back(struct c_parser *c, const struct c_value *v, struct buf *out)
{
	struct c_type t = c->own ? c->own->result : c->f && c->f->type == VT_STRING ? c_text : c_long;

	if (!v->text)
		return;
	if (c->own && t.kind == CT_LATER)
		t = c->own->result = v->type.kind == CT_TEXT ? c_text : (struct c_type){ .kind = CT_POINTER, .to = &c_char };
	if (v->type.kind == CT_TEXT && c->f && c->f->type == VT_UNKNOWN)
		t = c_text;
	buf_printf(out, "return %s; ", c_fit(c, v, &t));
}

static void plain_return(struct c_parser *c, struct buf *out)
{
	buf_puts(out, c->gives ? "return " C_RESULT "; " : "return; ");
}

static void do_return(struct c_parser *c, struct buf *out)
{
	struct c_value v;

	if (c_take(c, ";")) {
		plain_return(c, out);
		return;
	}
	v = c_expr(c);
	c_expect(c, ";");
	give_back(c, &v, out);
}

static void runtime_return(struct c_parser *c, struct buf *out)	/* STAP_RETURN(v) */
{
	struct c_value v;

	c_expect(c, "(");
	if (c_is(c, 0, ")")) {
		c->pos++;
		plain_return(c, out);
	} else {
		v = c_expr(c);
		c_expect(c, ")");
		give_back(c, &v, out);
	}
	c_expect(c, ";");
}

static const char *condition(struct c_parser *c)
{
	struct c_value v;
	const char *text;

	c_expect(c, "(");
	v = c_expr(c);
	text = c_truth(c, &v);
	c_expect(c, ")");
	return text ? text : "0";
}

static bool sub_statement(struct c_parser *c, struct buf *out)
{
	size_t vars = c->vars.n;
	bool ends;

	buf_puts(out, "{ ");
	ends = statement(c, out);
	buf_puts(out, "} ");
	c->vars.n = vars;
	return ends;
}

static bool do_if(struct c_parser *c, struct buf *out)
{
	bool ends;

	buf_printf(out, "if (%s) ", condition(c));
	ends = sub_statement(c, out);
	if (!c_take(c, "else"))
		return false;
	buf_puts(out, "else ");
	return sub_statement(c, out) && ends;
}

static void loop_body(struct c_parser *c, struct buf *out)
{
	unsigned in_switch = c->in_switch;

	c->in_switch = 0;
	c->loops++;
	sub_statement(c, out);
	c->loops--;
	c->in_switch = in_switch;
}

static void expressions(struct c_parser *c, struct buf *out, const char *between)
{
	const char *sep = "";
	struct c_value v;

	if (c_is(c, 0, ";") || c_is(c, 0, ")"))
		return;
	do {
		v = c_expr(c);
		buf_printf(out, "%s%s", sep, v.alone ? v.alone : v.text ? v.text : "");
		sep = between;
	} while (c_take(c, ","));
}

static void do_for(struct c_parser *c, struct buf *out)
{
	size_t vars = c->vars.n;
	struct buf step = BUF_INIT;

	buf_puts(out, "{ ");
	c_expect(c, "(");
	if (c_at_type(c, 0)) {
		declaration(c, out);
	} else {
		expressions(c, out, "; ");
		buf_puts(out, "; ");
		c_expect(c, ";");
	}
	struct c_value v = c_is(c, 0, ";") ? c_made("1", c_int) : c_expr(c);

	c_expect(c, ";");
	expressions(c, &step, " + ");		/* all are carried out, from the left; the sum is nobody's */
	c_expect(c, ")");
	buf_printf(out, "for (; %s; %s) ", v.text ? c_number(c, &v) : "0", buf_str(&step));
	loop_body(c, out);
	buf_puts(out, "} ");
	buf_fini(&step);
	c->vars.n = vars;
}

/* do ... while: the first time without asking */
static void do_do(struct c_parser *c, struct buf *out)
{
	const char *first = fresh(c, "first");
	struct buf body = BUF_INIT;

	loop_body(c, &body);
	c_expect(c, "while");
	buf_printf(out, "for (%s = 1; %s || %s; %s = 0) %s", first, first, condition(c), first, buf_str(&body));
	c_expect(c, ";");
	buf_fini(&body);
}

/* ---- switch ---- */
struct cases {
	VEC(const char *) values;	/* of the group that is read */
	bool other;			/* default is among them */
};

static bool case_labels(struct c_parser *c, struct cases *k)
{
	bool any = false;

	for (;;) {
		if (c_take(c, "default")) {
			k->other = true;
		} else if (c_take(c, "case")) {
			struct c_value v = c_cond(c);

			if (c_is(c, 0, "..."))
				c_refuse(c, "ranges of cases");
			vec_push(c->p->arena, &k->values, c_number(c, &v));
		} else {
			return any;
		}
		c_expect(c, ":");
		any = true;
	}
}

/* statements of a case, and those that it falls into */
static void case_body(struct c_parser *c, struct buf *out)
{
	struct cases skipped = { .other = false };
	bool ends = false;

	while (!ends && !c_is(c, 0, "}") && c_peek(c, 0)->kind != C_END) {
		if (case_labels(c, &skipped))
			continue;
		if (c_is(c, 0, "break") && c_is(c, 1, ";"))
			break;
		ends = statement(c, out);
	}
}

/* to the next label of this switch, or its end */
static void skip_case(struct c_parser *c)
{
	unsigned depth = 0;

	for (; c_peek(c, 0)->kind != C_END; c->pos++) {
		if (!depth && (c_is(c, 0, "case") || c_is(c, 0, "default") || c_is(c, 0, "}")))
			return;
		depth += c_is(c, 0, "{");
		depth -= c_is(c, 0, "}");
	}
}

/* continue, also from the middle of a switch, which is a loop then */
static void go_on(struct c_parser *c, struct buf *out)
{
	if (c->in_switch) {
		c->continued = true;
		buf_printf(out, "%s = 1; break; ", c->continues);
	} else {
		buf_puts(out, "continue; ");
	}
}

static void switch_body(struct c_parser *c, const char *value, struct buf *out)
{
	struct buf other = BUF_INIT;
	const char *sep = "";

	for (unsigned n = 0; !c_is(c, 0, "}") && !c->why; n++) {
		struct cases k = { .other = false };
		struct buf body = BUF_INIT;
		size_t vars = c->vars.n;

		if (!case_labels(c, &k) || n > MOST_CASES)
			c_wrong(c, "expected a case");
		size_t at = c->pos;

		case_body(c, &body);
		c->vars.n = vars;
		c->pos = at;
		skip_case(c);
		if (k.other)
			buf_puts(&other, buf_str(&body));
		if (k.values.n && !k.other) {
			buf_printf(out, "%sif (", sep);
			for (size_t i = 0; i < k.values.n; i++)
				buf_printf(out, "%s%s == %s", i ? " || " : "", value, k.values.v[i]);
			buf_printf(out, ") { %s} ", buf_str(&body));
			sep = "else ";
		}
		buf_fini(&body);
	}
	if (other.len)
		buf_printf(out, "%s{ %s} ", sep, buf_str(&other));
	buf_fini(&other);
}

static void do_switch(struct c_parser *c, struct buf *out)
{
	struct c_parser outer = *c;
	struct buf body = BUF_INIT;
	const char *value = fresh(c, "switch"), *once = fresh(c, "once");

	buf_printf(out, "%s = %s; ", value, condition(c));
	c_expect(c, "{");
	c->in_switch = 1;
	c->breaks = c->continued = false;
	c->continues = fresh(c, "continue");
	switch_body(c, value, &body);
	c_expect(c, "}");

	bool continued = c->continued;
	const char *flag = c->continues;

	if (continued)
		buf_printf(out, "%s = 0; ", flag);
	if (c->breaks || continued)
		buf_printf(out, "for (%s = 1; %s; %s = 0) { %s} ", once, once, once, buf_str(&body));
	else
		buf_puts(out, buf_str(&body));
	buf_fini(&body);
	c->in_switch = outer.in_switch;
	c->breaks = outer.breaks;
	c->continued = outer.continued;
	c->continues = outer.continues;
	if (continued) {
		buf_printf(out, "if (%s) { ", flag);
		go_on(c, out);
		buf_puts(out, "} ");
	}
}

/* ---- goto ---- */
/* where the statements behind a label of the outermost block begin; 0: there is none */
static size_t label(const struct c_parser *c, const char *name)
{
	unsigned depth = 0;

	for (size_t i = c->pos; i + 1 < c->n; i++) {
		const struct c_tok *t = &c->t[i];

		if (t->kind == C_OP && *t->text == '{')
			depth++;
		if (t->kind == C_OP && *t->text == '}')
			depth -= depth > 0;	/* of blocks around the goto */
		if (!depth && t->kind == C_NAME && !strcmp(t->text, name) && c->t[i + 1].kind == C_OP &&
		    !strcmp(c->t[i + 1].text, ":"))
			return i + 2;
	}
	return 0;
}

static void rest(struct c_parser *c, struct buf *out);

static void do_goto(struct c_parser *c, struct buf *out)
{
	const char *name = c_peek(c, 0)->text;
	size_t to = label(c, name), back = c->pos + 2;
	unsigned loops = c->loops, in_switch = c->in_switch;

	c->pos++;
	c_expect(c, ";");
	if (!to || c->jumps >= DEEPEST_JUMP)
		c_refuse(c, "a goto that leads back, or into a block");
	if (c->why)
		return;
	c->jumps++;
	c->pos = to;
	c->loops = c->in_switch = 0;
	rest(c, out);
	c->loops = loops;
	c->in_switch = in_switch;
	c->pos = back;
	c->jumps--;
}

/* ---- any ---- */
static bool block(struct c_parser *c, struct buf *out)
{
	size_t vars = c->vars.n;
	bool ends = false;

	while (!c_is(c, 0, "}") && c_peek(c, 0)->kind != C_END)
		ends |= statement(c, out);
	c_expect(c, "}");
	c->vars.n = vars;
	return ends;
}

static void leave_loop(struct c_parser *c, struct buf *out)
{
	bool is_break = c_is(c, 0, "break");

	if (!c->loops && !(is_break && c->in_switch))
		c_wrong(c, "there is no loop to leave");
	c->pos++;
	c_expect(c, ";");
	if (is_break)
		buf_puts(out, "break; ");
	else
		go_on(c, out);
	c->breaks |= is_break && c->in_switch;
}

/* false: none of these */
static bool jump(struct c_parser *c, struct buf *out)
{
	if (c_is(c, 0, "break") || c_is(c, 0, "continue"))
		leave_loop(c, out);
	else if (c_take(c, "return"))
		do_return(c, out);
	else if (c_take(c, "STAP_RETURN"))
		runtime_return(c, out);
	else if (c_take(c, "goto"))
		do_goto(c, out);
	else if (c_take(c, "STAP_NEXT"))
		buf_puts(out, c_expect(c, ";") ? "next; " : "");
	else
		return false;
	return true;
}

static bool loop(struct c_parser *c, struct buf *out)
{
	if (c_take(c, "while")) {
		buf_printf(out, "while (%s) ", condition(c));
		loop_body(c, out);
	} else if (c_take(c, "for")) {
		do_for(c, out);
	} else if (c_take(c, "do")) {
		do_do(c, out);
	} else if (c_kernel_loop(c, out)) {
		loop_body(c, out);
	} else {
		return false;
	}
	return true;
}

/* s[0] = '\0' */
static bool empties(struct c_parser *c, struct buf *out)
{
	size_t n = c_is(c, 0, "THIS") ? 3 : 1;
	const struct c_tok *zero = c_peek(c, n + 4);
	size_t back = c->pos;
	struct c_value v;

	if (c_peek(c, 0)->kind != C_NAME || !c_is(c, n, "[") || c_peek(c, n + 1)->kind != C_NUMBER || c_peek(c, n + 1)->num ||
	    !c_is(c, n + 2, "]") || !c_is(c, n + 3, "=") || zero->kind != C_NUMBER || zero->num || !c_is(c, n + 5, ";"))
		return false;
	const struct c_var *var = c_find(c, c_peek(c, 0)->text);
	bool result = n == 3 || c_is(c, 0, "STAP_RETVALUE");

	v = c_made(result ? C_RESULT : var ? var->text : "", result ? c_text : var ? var->type : c_void);
	c->pos = back;
	if (v.type.kind != CT_TEXT)
		return false;
	c->sets_result |= result;
	buf_printf(out, "%s = \"\"; ", v.text);
	c->pos += n + 6;
	return true;
}

static void expression(struct c_parser *c, struct buf *out)
{
	struct c_value v;

	if (c_is(c, 0, "(") && c_is(c, 1, "void") && c_is(c, 2, ")"))
		c->pos += 3;
	v = c_expr(c);
	c_expect(c, ";");
	if (v.text && *v.text && v.type.kind != CT_STRUCT)
		buf_printf(out, "%s; ", v.alone ? v.alone : v.text);
}

/* true: what comes behind it is not reached */
static bool statement(struct c_parser *c, struct buf *out)
{
	bool ends = false;

	if (!c_enter(c))
		return true;
	if (c_take(c, "{")) {
		buf_puts(out, "{ ");
		ends = block(c, out);
		buf_puts(out, "} ");
	} else if (c_take(c, "if")) {
		ends = do_if(c, out);
	} else if (c_take(c, "switch")) {
		do_switch(c, out);
	} else if (jump(c, out)) {
		ends = true;
	} else if (c_peek(c, 0)->kind == C_NAME && c_is(c, 1, ":")) {
		c->pos += 2;		/* a label: who jumps has its own copy */
	} else if (!loop(c, out) && !c_take(c, ";") && !empties(c, out)) {
		if (c_is(c, 0, "asm") || c_is(c, 0, "__asm__"))
			c_refuse(c, "machine code");
		else if (c_at_type(c, 0))
			declaration(c, out);
		else
			expression(c, out);
	}
	c_leave(c);
	return ends || c->why;
}

/* to the end of the function */
static void rest(struct c_parser *c, struct buf *out)
{
	size_t vars = c->vars.n;
	bool ends = false;

	while (!ends && c_peek(c, 0)->kind != C_END && !c_is(c, 0, "}"))
		ends = statement(c, out);
	if (!ends)
		plain_return(c, out);
	c->vars.n = vars;
}

void c_body(struct c_parser *c, struct buf *out)
{
	bool ends = false;

	while (c_peek(c, 0)->kind != C_END && !c_is(c, 0, "}"))
		ends |= statement(c, out);
	if (!ends && c->gives)
		plain_return(c, out);
}

/* ---- outside of functions ---- */
/* from the { to behind its } */
static size_t body_end(const struct c_parser *c)
{
	unsigned depth = 0;
	size_t i = c->pos;

	for (; i < c->n; i++) {
		bool op = c->t[i].kind == C_OP;

		depth += op && *c->t[i].text == '{';
		depth -= op && *c->t[i].text == '}';
		if (op && !depth && *c->t[i].text == '}')
			return i + 1;
	}
	return i;
}

static void parameters(struct c_parser *c, struct c_func *f, struct c_parser *in)
{
	c_expect(c, "(");
	if (c_is(c, 0, "void") && c_is(c, 1, ")"))
		c->pos++;
	while (!c_is(c, 0, ")") && !c->why) {
		struct c_type t;
		const char *name;

		c_type_base(c, &t);
		t = c_declarator(c, t, &name);
		if (t.kind == CT_STRUCT || t.kind == CT_RECORD || t.kind == CT_ARRAY)
			c_refuse(c, "structures of its own");
		if (t.kind == CT_LATER && c->own == NULL)
			t = (struct c_type){ .kind = CT_POINTER, .to = &c_char };
		vec_push(c->p->arena, &f->params, t);
		vec_push(c->p->arena, &in->vars, ((struct c_var){ name, fresh(in, name), t }));
		if (!c_take(c, ","))
			break;
	}
	c_expect(c, ")");
}

static void function(struct c_parser *c, struct c_func *f, struct buf *out)
{
	struct c_parser in = *c;
	struct buf body = BUF_INIT;

	in.own = f;
	memset(&in.vars, 0, sizeof(in.vars));
	parameters(c, f, &in);
	if (c_take(c, ";")) {		/* it comes later, in the script too */
		if (!c->why)
			vec_push(c->p->arena, &c->unit->funcs, f);
		return;
	}
	size_t end = body_end(c);

	in.pos = c->pos;
	in.n = end;
	in.why = c->why;
	in.why_at = c->why_at;
	vec_push(c->p->arena, &c->unit->funcs, f);
	c_expect(&in, "{");
	c_body(&in, &body);
	f->why = in.why;
	f->is_wrong = in.is_wrong;
	f->at = c->block->span;
	if (!in.why) {
		buf_printf(out, "private function %s%s(", f->name, f->result.kind == CT_VOID ? "" :
			   f->result.kind == CT_TEXT ? ":string" : ":long");
		for (size_t i = 0; i < f->params.n; i++)
			buf_printf(out, "%s%s:%s", i ? ", " : "", in.vars.v[i].text, f->params.v[i].kind == CT_TEXT ? "string" :
				   "long");
		buf_printf(out, ") { %s}\n", buf_str(&body));
	}
	buf_fini(&body);
	c->why = NULL;
	c->pos = end;
}

static void enumerators(struct c_parser *c)
{
	long long next = 0;

	for (c->pos++; !c_is(c, 0, "}") && !c->why;) {
		const char *name = c_peek(c, 0)->text;

		c->pos++;
		if (c_take(c, "=")) {
			struct c_value v = c_cond(c);

			next = v.text ? strtoll(v.text + (*v.text == '('), NULL, 10) : 0;
		}
		vec_push(c->p->arena, &c->unit->values,
			 ((struct c_var){ name, arena_printf(c->p->arena, "(%lld)", next++), c_int }));
		if (!c_take(c, ","))
			break;
	}
	c_expect(c, "}");
}

static void type_definition(struct c_parser *c)
{
	struct c_type t;
	const char *name;

	c->pos++;
	c_type_base(c, &t);
	t = c_declarator(c, t, &name);
	if (t.kind == CT_LATER)
		t = (struct c_type){ .kind = CT_POINTER, .to = &c_char };
	c_expect(c, ";");
	if (!c->why)
		vec_push(c->p->arena, &c->unit->types, ((struct c_var){ name, "", t }));
}

/* is it "type name (": a function */
static bool at_function(const struct c_parser *c)
{
	struct c_parser look = *c;
	struct c_type t;

	if (!c_type_base(&look, &t))
		return false;
	c_type_pointers(&look, t);
	return c_peek(&look, 0)->kind == C_NAME && c_is(&look, 1, "(");
}

static void one_function(struct c_parser *c, struct buf *out)
{
	struct c_func *f = arena_new_of(c->p->arena, struct c_func);

	c_type_base(c, &f->result);
	f->result = c_type_pointers(c, f->result);
	if (f->result.kind == CT_POINTER && f->result.to->kind == CT_INT && f->result.to->size == 1)
		f->result.kind = CT_LATER;
	f->name = c_peek(c, 0)->text;
	c->pos++;
	function(c, f, out);
}

/* what is not taken over is missing when something needs it */
static void pass_over(struct c_parser *c)
{
	unsigned depth = 0;

	c->why = NULL;
	for (; c->pos < c->n; c->pos++) {
		depth += c_is(c, 0, "{");
		if (c_is(c, 0, "}") && depth)
			depth--;
		if (!depth && c_is(c, 0, ";"))
			break;
	}
	c->pos += c->pos < c->n;
}

/* static DEFINE_SPINLOCK(l); what it makes is missing when something needs it */
static bool at_macro(const struct c_parser *c)
{
	size_t i = c_is(c, 0, "static");
	const char *name = c_peek(c, i)->text;

	return c_peek(c, i)->kind == C_NAME && c_is(c, i + 1, "(") && !strpbrk(name, "abcdefghijklmnopqrstuvwxyz");
}

bool c_outside(struct c_parser *c, struct buf *out)
{
	while (c->pos < c->n) {
		size_t before = c->pos;

		if (c_take(c, ";"))
			continue;
		if (at_macro(c)) {
			c->unit->incomplete = true;
			pass_over(c);
		} else if (c_is(c, 0, "typedef")) {
			type_definition(c);
		} else if (c_is(c, 0, "enum") && (c_is(c, 1, "{") || c_is(c, 2, "{"))) {
			c->pos += c_is(c, 1, "{") ? 1 : 2;
			enumerators(c);
		} else if (c_at_type(c, 0) && at_function(c)) {
			one_function(c, out);
		} else if (c_at_type(c, 0)) {
			struct c_type base;
			const char *name;

			if (c_type_base(c, &base) && !c_take(c, ";"))
				do {
					struct c_type t = c_declarator(c, base, &name);

					lasting(c, name, t, out);
				} while (!c->why && c_take(c, ","));
		} else {
			c_refuse(c, "a macro of the kernel");
		}
		c->unit->incomplete |= c->why != NULL;
		if (c->why)
			pass_over(c);
		c->pos += c->pos == before;
	}
	return true;
}
