/*
 * embed_stmt.c - embedded C: statements
 *
 * A goto that leads forward, to a label of the function's own block, is taken over as what stands there, up to the
 * end; one that leads back as a loop from its label on.
 */
#include <string.h>
#include "lang/stap/embed.h"

enum { DEEPEST_JUMP = 8 };

/* ---- control ---- */
static void give_record(struct c_parser *c, const struct c_value *v, struct buf *out)
{
	struct c_value to;

	if (!c->own->result_at || v->type.record != c->own->result.record) {
		c_refuse(c, "it is another structure");
		return;
	}
	to = c_at(c, c->own->result_at, &c->own->result);
	buf_printf(out, "%s; return 0; ", c_copy(c, &to, v));
}

static void give_back(struct c_parser *c, const struct c_value *v, struct buf *out)
{
	struct c_type t = c->own ? c->own->result : c->f && c->f->type == VT_STRING ? c_text : c_long;

	if (!v->text)
		return;
	if (c->own && t.kind == CT_LATER)
		t = c->own->result = v->type.kind == CT_TEXT ? c_text : (struct c_type){ .kind = CT_POINTER, .to = &c_char, .mine = true };
	if (v->type.kind == CT_TEXT && c->f && c->f->type == VT_UNKNOWN)
		t = c_text;
	if (t.kind == CT_RECORD) {
		give_record(c, v, out);
		return;
	}
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

const char *c_condition(struct c_parser *c)
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
	ends = c_statement(c, out);
	buf_puts(out, "} ");
	c->vars.n = vars;
	return ends;
}

static bool do_if(struct c_parser *c, struct buf *out)
{
	bool ends;

	buf_printf(out, "if (%s) ", c_condition(c));
	ends = sub_statement(c, out);
	if (!c_take(c, "else"))
		return false;
	buf_puts(out, "else ");
	return sub_statement(c, out) && ends;
}

/* the condition as it is asked within the loop: what has to be done first is done each time */
static const char *asked_within(struct c_parser *c, struct buf *pre, const char **cond)
{
	const char *text = "";

	if (pre->len) {
		text = arena_printf(c->p->arena, "%sif (!(%s)) break; ", buf_str(pre), *cond);
		*cond = "1";
		buf_reset(pre);
	}
	return text;
}

static void loop_body(struct c_parser *c, struct buf *out)
{
	unsigned in_switch = c->in_switch;

	c->in_switch = 0;
	c->loops++;
	c->nests++;
	sub_statement(c, out);
	c->nests--;
	c->loops--;
	c->in_switch = in_switch;
}

/* of a for: all are carried out, from the left; the sum is nobody's */
static void steps(struct c_parser *c, struct buf *out)
{
	const char *sep = "";
	struct c_value v;

	if (c_is(c, 0, ")"))
		return;
	do {
		v = c_expr(c);
		buf_printf(out, "%s%s", sep, v.alone ? v.alone : v.text ? v.text : "");
		sep = " + ";
	} while (c_take(c, ","));
}

/* a, b; each with what has to be done before it */
static void expression(struct c_parser *c, struct buf *out)
{
	struct c_value v;

	do {
		if (c_is(c, 0, "(") && c_is(c, 1, "void") && c_is(c, 2, ")"))
			c->pos += 3;
		v = c_expr(c);
		c_before(c, out);
		if (v.text && *v.text && v.type.kind != CT_STRUCT)
			buf_printf(out, "%s; ", v.alone ? v.alone : v.text);
	} while (c_take(c, ","));
	c_expect(c, ";");
}

static void do_while(struct c_parser *c, struct buf *out)
{
	const char *cond = c_condition(c), *asked = asked_within(c, c->pre, &cond);

	buf_printf(out, "while (%s) { %s", cond, asked);
	loop_body(c, out);
	buf_puts(out, "} ");
}

static void do_for(struct c_parser *c, struct buf *out)
{
	size_t vars = c->vars.n;
	struct buf step = BUF_INIT, pre = BUF_INIT, *outer = c->pre;

	buf_puts(out, "{ ");
	c_expect(c, "(");
	if (c_at_type(c, 0))
		c_declaration(c, out);
	else if (!c_take(c, ";"))
		expression(c, out);
	c->pre = &pre;

	struct c_value v = c_is(c, 0, ";") ? c_made("1", c_int) : c_expr(c);
	const char *cond = v.text ? c_truth(c, &v) : "0", *asked = asked_within(c, &pre, &cond);

	c_expect(c, ";");
	steps(c, &step);
	c_expect(c, ")");
	c->pre = outer;
	if (pre.len)
		c_refuse(c, "statements in the last expression of a for");
	buf_printf(out, "for (; %s; %s) { %s", cond, buf_str(&step), asked);
	loop_body(c, out);
	buf_puts(out, "} } ");
	buf_fini(&step);
	buf_fini(&pre);
	c->vars.n = vars;
}

/* do ... while: the first time without asking */
static void do_do(struct c_parser *c, struct buf *out)
{
	const char *first = c_fresh(c, "first");
	struct buf body = BUF_INIT;

	loop_body(c, &body);
	c_expect(c, "while");

	const char *cond = c_condition(c), *asked = asked_within(c, c->pre, &cond);

	if (*asked)
		buf_printf(out, "for (%s = 1; 1; %s = 0) { if (!%s) { %s} %s} ", first, first, first, asked, buf_str(&body));
	else
		buf_printf(out, "for (%s = 1; %s || %s; %s = 0) %s", first, first, cond, first, buf_str(&body));
	c_expect(c, ";");
	buf_fini(&body);
}

/* continue, also from the middle of a switch, which is a loop then */
void c_go_on(struct c_parser *c, struct buf *out)
{
	if (c->in_switch) {
		c->continued = true;
		buf_printf(out, "%s = 1; break; ", c->continues);
	} else {
		buf_puts(out, "continue; ");
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

/* behind a loop or a switch: out of the next one, too, where a goto leads back to what is before it */
void c_leave_more(struct c_parser *c, struct buf *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < c->leaves.n; i++) {
		const struct c_var *to = &c->leaves.v[i];
		bool more = c->nests > to->offset;

		buf_printf(out, "if (%s) %s; ", to->text, more ? "break" : "continue");
		if (more)
			c->leaves.v[kept++] = *to;
	}
	c->breaks |= kept > 0;
	c->leaves.n = kept;
}

/* the label has been passed: what stands behind it is a loop, up to the end of its block */
static bool goes_back(struct c_parser *c, const char *name, struct buf *out)
{
	for (size_t i = c->backs.n; i-- > 0;) {
		if (strcmp(c->backs.v[i].name, name) != 0)
			continue;
		c->pos++;
		c_expect(c, ";");
		buf_printf(out, "%s = 1; %s; ", c->backs.v[i].text, c->nests > c->backs.v[i].offset ? "break" : "continue");
		if (c->nests > c->backs.v[i].offset) {
			vec_push(c->p->arena, &c->leaves, c->backs.v[i]);
			c->breaks = true;
		}
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
		ends |= c_statement(c, out);
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
		c_go_on(c, out);
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
	const char *begin;

	if (c_take(c, "while")) {
		do_while(c, out);
	} else if (c_take(c, "for")) {
		do_for(c, out);
	} else if (c_take(c, "do")) {
		do_do(c, out);
	} else if ((begin = c_kernel_loop(c, out)) != NULL) {
		buf_printf(out, "{ %s", begin);
		loop_body(c, out);
		buf_puts(out, "} ");
	} else {
		return false;
	}
	c_leave_more(c, out);
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
	back.offset = ++c->nests;
	vec_push(c->p->arena, &c->backs, back);
	buf_printf(out, "%s = 1; while (%s) { %s = 0; ", back.text, back.text, back.text);
	while (!c_is(c, 0, "}") && c_peek(c, 0)->kind != C_END)
		ends |= c_statement(c, out);
	buf_puts(out, "} ");
	c->backs.n--;
	c->nests--;
	for (size_t i = 0; i < c->leaves.n; i++)
		if (c->leaves.v[i].offset > c->nests)		/* what comes now is not within it */
			c->leaves.v[i--] = c->leaves.v[--c->leaves.n];
	return ends;
}

static bool one_statement(struct c_parser *c, struct buf *out)
{
	bool ends = false;

	if (c_take(c, "{")) {
		buf_puts(out, "{ ");
		ends = block(c, out);
		buf_puts(out, "} ");
	} else if (c_take(c, "if")) {
		ends = do_if(c, out);
	} else if (c_take(c, "switch")) {
		c_switch(c, out);
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
	return ends;
}

void c_before(struct c_parser *c, struct buf *out)
{
	if (!c->pre || !c->pre->len)
		return;
	buf_puts(out, buf_str(c->pre));
	buf_reset(c->pre);
}

/* true: what comes behind it is not reached */
bool c_statement(struct c_parser *c, struct buf *out)
{
	struct buf pre = BUF_INIT, text = BUF_INIT, *outer = c->pre;
	bool ends;

	if (!c_enter(c))
		return true;
	c->pre = &pre;
	ends = one_statement(c, &text);
	c_before(c, out);
	buf_puts(out, buf_str(&text));
	c->pre = outer;
	buf_fini(&pre);
	buf_fini(&text);
	c_leave(c);
	return ends || c->why;
}

/* ---- statements in an expression ---- */
/* where the last statement of the block begins */
static size_t last_statement(const struct c_parser *c)
{
	size_t last = c->pos;
	unsigned depth = 0;

	for (size_t i = c->pos; i + 1 < c->n; i++) {
		const struct c_tok *t = &c->t[i];
		bool op = t->kind == C_OP, closes = op && strchr(")]}", *t->text);

		if (closes && !depth)
			break;
		depth += op && strchr("([{", *t->text);
		depth -= closes;
		if (op && !depth && (*t->text == ';' || *t->text == '}') && !(c->t[i + 1].kind == C_OP && *c->t[i + 1].text == '}'))
			last = i + 1;
	}
	return last;
}

/* behind the ({: all is done before the statement that it is a part of; the last expression is the value */
struct c_value c_block_value(struct c_parser *c)
{
	static const char *const others[] = { "if", "for", "while", "do", "switch", "return", "goto", "break", "continue", ";", "{" };
	size_t vars = c->vars.n, last = last_statement(c);
	struct c_value v = c_made("0", c_void);
	bool is_other = false;

	while (c->pos < last && !c->why && c_peek(c, 0)->kind != C_END)
		c_statement(c, c->pre);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		is_other |= c_is(c, 0, others[i]);
	if (!is_other && !c_is(c, 0, "}") && !c_at_type(c, 0)) {
		v = c_expr(c);
		c_expect(c, ";");
	}
	while (!c_is(c, 0, "}") && !c->why && c_peek(c, 0)->kind != C_END)
		c_statement(c, c->pre);
	c_expect(c, "}");
	if (v.text && (v.type.kind == CT_INT || v.type.kind == CT_POINTER)) {
		const char *name = c_fresh(c, "value");

		buf_printf(c->pre, "%s = %s; ", name, c_number(c, &v));
		v = c_made(name, v.type);
	}
	v.is_variable = false;
	c->vars.n = vars;
	return v;
}

/* to the end of the function */
static void rest(struct c_parser *c, struct buf *out)
{
	size_t vars = c->vars.n;
	bool ends = false;

	while (!ends && c_peek(c, 0)->kind != C_END && !c_is(c, 0, "}"))
		ends = c_statement(c, out);
	if (!ends)
		plain_return(c, out);
	c->vars.n = vars;
}

void c_body(struct c_parser *c, struct buf *out)
{
	bool ends = false;

	while (c_peek(c, 0)->kind != C_END && !c_is(c, 0, "}"))
		ends |= c_statement(c, out);
	if (!ends && c->gives)
		plain_return(c, out);
}
