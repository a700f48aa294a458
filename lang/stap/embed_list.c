/*
 * embed_list.c - embedded C: lists, and loops over the kernel's lists, tasks and threads
 */
#include <string.h>
#include <unistd.h>
#include "lang/stap/embed_call.h"

static const struct c_value refused;

struct each {
	const char *name;
	bool entries, safe, hashed;	/* of structures; may be deleted; ends with NULL */
	const char *next;
};

static const struct each eachs[] = {
	{ "list_for_each", false, false, false, "next" }, { "list_for_each_rcu", false, false, false, "next" },
	{ "list_for_each_prev", false, false, false, "prev" }, { "list_for_each_safe", false, true, false, "next" },
	{ "list_for_each_entry", true, false, false, "next" }, { "list_for_each_entry_rcu", true, false, false, "next" },
	{ "list_for_each_entry_reverse", true, false, false, "prev" },
	{ "list_for_each_entry_safe", true, true, false, "next" },
	{ "hlist_for_each_entry", true, false, true, "next" }, { "hlist_for_each_entry_rcu", true, false, true, "next" },
	{ "hlist_for_each_entry_safe", true, true, true, "next" },
};

/* where the node leads to, off bytes into what the loop goes over */
static const char *led_to(struct c_parser *c, const struct each *e, bool is_own, const char *node, const char *off)
{
	if (is_own)
		return arena_printf(c->p->arena, "__embed_load8(%s + %u) - %s", node, !strcmp(e->next, "prev") ? 8U : 0U, off);
	if (e->hashed)
		return arena_printf(c->p->arena, "__embed_entry(@cast(%s, \"hlist_node\", \"kernel\")->next, %s)", node, off);
	return arena_printf(c->p->arena, "@cast(%s, \"list_head\", \"kernel\")->%s - %s", node, e->next, off);
}

/* other: where the one behind is kept, of a loop whose body may delete; what the body begins with */
static const char *loop_head(struct c_parser *c, const struct each *e, const struct c_value *pos, const char *other,
			     const struct c_value *list, const char *off, struct buf *out)
{
	struct arena *a = c->p->arena;
	const char *p = pos->text, *head = c_number(c, list);
	bool is_own = list->type.kind == CT_POINTER && list->type.mine && !e->hashed;
	const char *next = led_to(c, e, is_own, arena_printf(a, "%s + %s", p, off), off), *first = e->hashed ?
		arena_printf(a, "__embed_entry(@cast(%s, \"hlist_head\", \"kernel\")->first, %s)", head, off) :
		led_to(c, e, is_own, head, off);

	buf_printf(out, "for (%s = %s; %s; %s = %s) ", p, first,
		   e->hashed ? p : arena_printf(a, "(%s + %s) != %s", p, off, head), p, other ? other : next);
	return other ? arena_printf(a, "%s = %s; ", other, next) : "";
}

#define TASK(p) "@cast(" p ", \"task_struct\", \"kernel\")"

static void over_processes(const char *p, struct buf *out)
{
	buf_printf(out, "for (%s = __embed_next_task(__embed_first_task()); " TASK("%s") "->pid; %s = __embed_next_task(%s)) ",
		   p, p, p, p);
}

/* those of the process that task belongs to */
static void over_threads(const char *task, const char *t, struct buf *out)
{
	buf_printf(out, "for (%s = __embed_thread(%s, 0); %s; %s = __embed_thread(%s, %s)) ", t, task, t, t, task, t);
}

/* struct list_head of its own */
struct c_type c_list_head(void)
{
	static struct c_var members[] = {
		{ .name = "next", .type = { .kind = CT_POINTER, .to = &c_void, .mine = true } },
		{ .name = "prev", .type = { .kind = CT_POINTER, .to = &c_void, .mine = true }, .offset = 8 },
	};
	static const struct c_record list = { .tag = "list_head", .members = { members, 2, 2 }, .size = 16, .align = 8 };

	return (struct c_type){ .kind = CT_RECORD, .record = &list };
}

/* behind LIST_HEAD: (name) */
void c_own_list(struct c_parser *c, struct buf *globals)
{
	struct c_type t = c_list_head();
	struct c_var v = { .type = t };

	c_expect(c, "(");
	v.name = v.text = c_peek(c, 0)->text;
	c->pos++;
	c_expect(c, ")");
	if (c->why)
		return;
	v.addr = c_place(c, &t);
	vec_push(c->p->arena, &c->unit->vars, v);
	buf_printf(globals, "probe begin(-9223372036854775807) { __embed_list_init(%s) }\n", v.addr);
}

/* for_each_online_cpu(cpu) */
static bool cpu_loop(struct c_parser *c, struct buf *out)
{
	bool online = c_is(c, 0, "for_each_online_cpu") || c_is(c, 0, "for_each_present_cpu");
	struct c_value cpu;

	if ((!online && !c_is(c, 0, "for_each_possible_cpu")) || !c_is(c, 1, "("))
		return false;
	c->pos += 2;
	cpu = c_expr(c);
	c_expect(c, ")");
	if (!c->why && (!cpu.is_variable || cpu.type.kind != CT_INT))
		c_refuse(c, "it is not a variable");
	if (!c->why)
		buf_printf(out, "for (%s; %s < %ld; %s) ", c_store(c, &cpu, "0"), cpu.text,
			   sysconf(online ? _SC_NPROCESSORS_ONLN : _SC_NPROCESSORS_CONF),
			   c_store(c, &cpu, arena_printf(c->p->arena, "%s + 1", cpu.text)));
	return true;
}

/* for_each_process(p), for_each_thread(p, t), and both at once, also as do_each_thread(p, t) was */
static bool task_loop(struct c_parser *c, struct buf *out)
{
	bool processes = c_is(c, 0, "for_each_process"), threads = c_is(c, 0, "for_each_thread");
	bool both = c_is(c, 0, "for_each_process_thread") || c_is(c, 0, "do_each_thread");
	struct c_value p, t = { 0 };

	if (cpu_loop(c, out))
		return true;
	if ((!processes && !threads && !both) || !c_is(c, 1, "("))
		return false;
	c->pos += 2;
	p = c_expr(c);
	if (!processes && c_expect(c, ","))
		t = c_expr(c);
	c_expect(c, ")");
	if (!c->why && (!(threads || p.is_variable) || !(processes || t.is_variable)))
		c_refuse(c, "it is not a variable");
	if (c->why)
		return true;
	if (processes || both)
		over_processes(p.text, out);
	if (threads || both)
		over_threads(c_number(c, &p), t.text, out);
	return true;
}

const char *c_kernel_loop(struct c_parser *c, struct buf *out)
{
	const struct each *e = NULL;
	struct c_value pos, other = { 0 }, head;
	const char *off = "0";

	for (size_t i = 0; i < sizeof(eachs) / sizeof(*eachs) && !e; i++)
		if (c_is(c, 0, eachs[i].name) && c_is(c, 1, "("))
			e = &eachs[i];
	if (!e)
		return task_loop(c, out) ? "" : NULL;
	c->pos += 2;
	pos = c_expr(c);
	c_expect(c, ",");
	if (e->safe) {
		other = c_expr(c);
		c_expect(c, ",");
	}
	head = c_expr(c);
	if (e->entries && c_expect(c, ",") && pos.text && pos.type.kind == CT_POINTER)
		off = c_offset_in(c, pos.type.to, c_member_path(c));
	while (c_take(c, ","))		/* the condition of _rcu */
		c_expr(c);
	c_expect(c, ")");
	if (!c->why && (!pos.is_variable || pos.type.kind != CT_POINTER))
		c_refuse(c, "nobody knows what the list is made of");
	if (c->why)
		return "";
	return loop_head(c, e, &pos, !e->safe ? NULL : other.is_variable ? other.text : c_fresh(c, "next"), &head, off, out);
}

/* ---- a node in its structure ---- */
const char *c_offset_in(struct c_parser *c, const struct c_type *t, const char *member)
{
	for (size_t i = 0; t->kind == CT_RECORD && t->record->size && i < t->record->members.n; i++)
		if (!strcmp(t->record->members.v[i].name, member))
			return arena_printf(c->p->arena, "%u", t->record->members.v[i].offset);
	if (t->kind != CT_STRUCT) {
		c_refuse(c, "nobody knows where in it the member is");
		return "0";
	}
	return arena_printf(c->p->arena, "(&@cast(0, \"%s\", \"kernel\")->%s)", t->name, member);
}

/* member, or member.inner[1] as it is written */
const char *c_member_path(struct c_parser *c)
{
	struct buf b = BUF_INIT;

	while (c_peek(c, 0)->kind != C_END && !c_is(c, 0, ")") && !c_is(c, 0, ",")) {
		buf_puts(&b, c_is(c, 0, ".") ? "->" : c_peek(c, 0)->text);
		c->pos++;
	}
	const char *ret = arena_strdup(c->p->arena, buf_str(&b));

	buf_fini(&b);
	return ret;
}

/* container_of(p, type, member); the row's text: what of p is meant */
static struct c_value call_container(struct c_parser *c, const struct c_row *r)
{
	struct c_value p = c_expr(c);
	struct c_type t = c_int;
	const char *member;

	c_expect(c, ",");
	c_type_base(c, &t);
	c_expect(c, ",");
	member = c_member_path(c);
	c_expect(c, ")");
	if (c->why)
		return refused;
	const char *text = c_number(c, &p);

	if (*r->text && p.type.kind == CT_POINTER && p.type.mine)
		text = arena_printf(c->p->arena, "__embed_load8(%s + %u)", text, !strcmp(r->text, "prev") ? 8 : 0);
	else if (*r->text)
		text = arena_printf(c->p->arena, "@cast(%s, \"list_head\", \"kernel\")->%s", text, r->text);
	return c_made(arena_printf(c->p->arena, "(%s - %s)", text, c_offset_in(c, &t, member)),
		      (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, t), .mine = t.kind == CT_RECORD });
}

static struct c_value call_empty(struct c_parser *c, const struct c_row *r)
{
	struct c_args a;

	if (!c_args(c, &a) || !a.n)
		return refused;
	return c_made(c_said(c, a.v[0].type.kind == CT_POINTER && a.v[0].type.mine ? "(__embed_load8($1) == $1)" : r->text, &a), c_int);
}

/* offsetof(type, member) */
static struct c_value call_offset(struct c_parser *c, const struct c_row *r)
{
	struct c_type t = c_int;
	const char *member;

	(void)r;
	c_type_base(c, &t);
	c_expect(c, ",");
	member = c_member_path(c);
	c_expect(c, ")");
	return c->why ? refused : c_made(c_offset_in(c, &t, member), c_ulong);
}

const struct c_row c_list_rows[] = {
	{ "list_empty", "(@cast($1, \"list_head\", \"kernel\")->next == $1)", NULL, call_empty },
	{ "offsetof", "", NULL, call_offset }, { "__builtin_offsetof", "", NULL, call_offset },
	{ "container_of", "", NULL, call_container }, { "list_entry", "", NULL, call_container },
	{ "hlist_entry", "", NULL, call_container }, { "rb_entry", "", NULL, call_container },
	{ "list_first_entry", "next", NULL, call_container },
	{ "list_last_entry", "prev", NULL, call_container },
	{ NULL, NULL, NULL, NULL }
};
