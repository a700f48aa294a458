/*
 * embed_stmt.c - embedded C: statements
 *
 * A goto that leads forward, to a label of the function's own block, is taken over as what stands there, up to the
 * end; one that leads back as a loop from its label on; a switch as ifs, in which
 * a case that falls through has the next one's statements, too.
 */
#include <string.h>
#include "lang/stap/embed.h"

enum { MOST_CASES = 256, DEEPEST_JUMP = 8 };

static bool statement(struct c_parser *c, struct buf *out);

/* ---- control ---- */
static void give_back(struct c_parser *c, const struct c_value *v, struct buf *out)
{
	struct c_type t = c->own ? c->own->result : c->f && c->f->type == VT_STRING ? c_text : c_long;

	if (!v->text)
		return;
	if (c->own && t.kind == CT_LATER)
		t = c->own->result = v->type.kind == CT_TEXT ? c_text : (struct c_type){ .kind = CT_POINTER, .to = &c_char, .mine = true };
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
		c_declaration(c, out);
	} else {
		expressions(c, out, "; ");
		buf_puts(out, "; ");
		c_expect(c, ";");
	}
	struct c_value v = c_is(c, 0, ";") ? c_made("1", c_int) : c_expr(c);

	c_expect(c, ";");
	expressions(c, &step, " + ");		/* all are carried out, from the left; the sum is nobody's */
	c_expect(c, ")");
	buf_printf(out, "for (; %s; %s) ", v.text ? c_truth(c, &v) : "0", buf_str(&step));
	loop_body(c, out);
	buf_puts(out, "} ");
	buf_fini(&step);
	c->vars.n = vars;
}

/* do ... while: the first time without asking */
static void do_do(struct c_parser *c, struct buf *out)
{
	const char *first = c_fresh(c, "first");
	struct buf body = BUF_INIT;

	loop_body(c, &body);
	c_expect(c, "while");
	buf_printf(out, "for (%s = 1; %s || %s; %s = 0) %s", first, first, condition(c), first, buf_str(&body));
	c_expect(c, ";");
	buf_fini(&body);
}

/* ---- switch ---- */
struct cases {
	VEC(const char *) values;	/* of the group that is read: conditions */
	bool other;			/* default is among them */
};

static bool case_labels(struct c_parser *c, const char *value, struct cases *k)
{
	bool any = false;

	for (;;) {
		if (c_take(c, "default")) {
			k->other = true;
		} else if (c_take(c, "case")) {
			struct c_value v = c_cond(c), last = c_take(c, "...") ? c_cond(c) : v;
			const char *from = c_number(c, &v), *to = c_number(c, &last);

			vec_push(c->p->arena, &k->values, from == to ? arena_printf(c->p->arena, "%s == %s", value, from) :
				 arena_printf(c->p->arena, "(%s >= %s && %s <= %s)", value, from, value, to));
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
		if (case_labels(c, "", &skipped))
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

		if (!case_labels(c, value, &k) || n > MOST_CASES)
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
				buf_printf(out, "%s%s", i ? " || " : "", k.values.v[i]);
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
	const char *value = c_fresh(c, "switch"), *once = c_fresh(c, "once");

	buf_printf(out, "%s = %s; ", value, condition(c));
	c_expect(c, "{");
	c->in_switch = 1;
	c->breaks = c->continued = false;
	c->continues = c_fresh(c, "continue");
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

/* the label has been passed: what stands behind it is a loop, up to the end of its block */
static bool goes_back(struct c_parser *c, const char *name, struct buf *out)
{
	for (size_t i = c->backs.n; i-- > 0;) {
		if (strcmp(c->backs.v[i].name, name) != 0)
			continue;
		if (c->loops || c->in_switch)
			c_refuse(c, "a goto that leads back, out of a loop");
		c->pos++;
		c_expect(c, ";");
		buf_printf(out, "%s = 1; continue; ", c->backs.v[i].text);
		return true;
	}
	return false;
}

static void do_goto(struct c_parser *c, struct buf *out)
{
	const char *name = c_peek(c, 0)->text;

	if (goes_back(c, name, out))
		return;

	size_t to = label(c, name), back = c->pos + 2;
	unsigned loops = c->loops, in_switch = c->in_switch;

	c->pos++;
	c_expect(c, ";");
	if (!to || c->jumps >= DEEPEST_JUMP)
		c_refuse(c, "a goto that leads into a block");
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

	do {
		if (c_is(c, 0, "(") && c_is(c, 1, "void") && c_is(c, 2, ")"))
			c->pos += 3;
		v = c_expr(c);
		if (v.text && *v.text && v.type.kind != CT_STRUCT)
			buf_printf(out, "%s; ", v.alone ? v.alone : v.text);
	} while (c_take(c, ","));
	c_expect(c, ";");
}

/* does a goto of this block, behind its label, lead back to it */
static bool is_led_back_to(const struct c_parser *c, const char *name)
{
	unsigned depth = 0;

	for (size_t i = c->pos; i + 1 < c->n; i++) {
		const struct c_tok *t = &c->t[i];

		if (t->kind == C_OP && *t->text == '}' && !depth)
			return false;
		depth += t->kind == C_OP && *t->text == '{';
		depth -= t->kind == C_OP && *t->text == '}';
		if (t->kind == C_NAME && !strcmp(t->text, "goto") && !strcmp(t[1].text, name))
			return true;
	}
	return false;
}

/* a label: who jumps forward to it has its own copy */
static bool labelled(struct c_parser *c, struct buf *out)
{
	struct c_var back = { .name = c_peek(c, 0)->text };
	bool ends = false;

	c->pos += 2;
	if (c->loops || c->in_switch || !is_led_back_to(c, back.name))
		return false;
	back.text = c_fresh(c, "again");
	vec_push(c->p->arena, &c->backs, back);
	buf_printf(out, "%s = 1; while (%s) { %s = 0; ", back.text, back.text, back.text);
	while (!c_is(c, 0, "}") && c_peek(c, 0)->kind != C_END)
		ends |= statement(c, out);
	buf_puts(out, "} ");
	c->backs.n--;
	return ends;
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
		ends = labelled(c, out);
	} else if (!loop(c, out) && !c_take(c, ";") && !empties(c, out)) {
		if (c_is(c, 0, "asm") || c_is(c, 0, "__asm__"))
			c_refuse(c, "machine code");
		else if (c_at_type(c, 0))
			c_declaration(c, out);
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
