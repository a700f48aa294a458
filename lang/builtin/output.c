/*
 * output.c - what a script prints, and what it does to aggregations before they are printed
 *
 * Actions: carried out by the session loop when it reads the record, or at once by eval. They add
 * to rt->out. Formats: lang/eval/format.c; aggregations: lang/eval/printa.c.
 */
#include <assert.h>
#include <errno.h>
#include "lang/agg/agg.h"
#include "lang/builtin/body.h"
#include "lang/eval/format.h"
#include "lang/eval/print.h"
#include "lang/eval/rows.h"
#include "lib/arena.h"
#include "lib/diag.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

/* ---- text ---- */
USER(user_printf)
{
	format_run(rt, &rt->out, call->fmt, args + 1, body_nargs(call) - 1);
	return FAULT_NONE;
}

USER(user_sprintf)
{
	struct buf b = BUF_INIT;

	format_run(rt, &b, call->fmt, args + 1, body_nargs(call) - 1);
	int err = body_string(rt, call, ret, buf_str(&b), b.len);

	buf_fini(&b);
	return err;
}

static void put_value(struct buf *out, const struct value *v)
{
	if (type_is_string(v->type))
		buf_add(out, v->p, v->len);
	else
		buf_printf(out, "%lld", (long long)v->i);
}

static void put_values(struct buf *out, const struct value *args, size_t n, const struct value *delim,
		       const char *end)
{
	for (size_t i = 0; i < n; i++) {
		if (i && delim)
			buf_add(out, delim->p, delim->len);
		put_value(out, &args[i]);
	}
	buf_puts(out, end);
}

USER(user_print) { put_values(&rt->out, args, body_nargs(call), NULL, ""); return FAULT_NONE; }
USER(user_println) { put_values(&rt->out, args, body_nargs(call), NULL, "\n"); return FAULT_NONE; }
USER(user_printd) { put_values(&rt->out, args + 1, body_nargs(call) - 1, args, ""); return FAULT_NONE; }
USER(user_printdln) { put_values(&rt->out, args + 1, body_nargs(call) - 1, args, "\n"); return FAULT_NONE; }

static int sprint(struct runtime *rt, const struct expr *call, const struct value *args, size_t n,
		  const struct value *delim, const char *end, struct value *ret)
{
	struct buf b = BUF_INIT;

	put_values(&b, args, n, delim, end);
	int err = body_string(rt, call, ret, buf_str(&b), b.len);

	buf_fini(&b);
	return err;
}

USER(user_sprint) { return sprint(rt, call, args, body_nargs(call), NULL, "", ret); }
USER(user_sprintln) { return sprint(rt, call, args, body_nargs(call), NULL, "\n", ret); }
USER(user_sprintd) { return sprint(rt, call, args + 1, body_nargs(call) - 1, args, "", ret); }
USER(user_sprintdln) { return sprint(rt, call, args + 1, body_nargs(call) - 1, args, "\n", ret); }

USER(user_print_char)
{
	buf_putc(&rt->out, (char)args[0].i);
	return FAULT_NONE;
}

USER(user_print_binary)
{
	for (size_t i = 1; i < body_nargs(call) && (int64_t)i <= args[0].i; i++)
		buf_add(&rt->out, &args[i].i, sizeof(args[i].i));
	return FAULT_NONE;
}

USER(user_warn)
{
	char *text = rt_temp(rt, args[0].len + 1);

	memcpy(text, args[0].p, args[0].len);
	if (rt->ops->flush)
		rt->ops->flush(rt);	/* what was printed before it comes before it */
	diag_script_warning(rt->diag, text);
	return FAULT_NONE;
}

/* ---- D: values in columns, memory in hex ---- */
USER(user_trace)
{
	print_trace(rt, &rt->out, &args[0]);
	return FAULT_NONE;
}

USER(user_tracemem)
{
	/* all its bytes: as a value a char array ends at the first NUL */
	size_t n = args[0].p ? type_strip(args[0].type)->size : 0;

	if (body_nargs(call) > 2 && args[2].i >= 0 && (uint64_t)args[2].i < n)
		n = (size_t)args[2].i;
	print_hexdump(&rt->out, args[0].p, n);
	return FAULT_NONE;
}

USER(user_print_object)
{
	const struct type *t = type_strip(args[1].type);

	if (args[0].p)
		print_object(rt, &rt->out, t->to, (uint64_t)args[1].i, args[0].p, type_strip(args[0].type)->size);
	return FAULT_NONE;
}

/* ---- aggregations ---- */
USER(user_printa)
{
	size_t first = call->fmt ? 1 : 0, n = body_nargs(call) - first;
	const struct var **vars = rt_temp(rt, n * sizeof(*vars));

	for (size_t i = 0; i < n; i++)
		vars[i] = call->args.v[first + i]->var;
	printa(rt, call->fmt, vars, n);
	return FAULT_NONE;
}

static const struct var *the_agg(const struct expr *call)
{
	assert(call->args.v[0]->kind == E_VARREF);
	return call->args.v[0]->var;
}

static void changed(struct runtime *rt, const struct var *v)
{
	if (rt->ops->agg_dirty)
		rt->ops->agg_dirty(rt, v);
}

USER(user_clear)
{
	rt->store->ops->clear(rt->store, the_agg(call));
	changed(rt, the_agg(call));
	return FAULT_NONE;
}

USER(user_normalize)
{
	rt->views[the_agg(call)->id].normal = args[1].i;
	return FAULT_NONE;
}

USER(user_denormalize)
{
	rt->views[the_agg(call)->id].normal = 0;
	return FAULT_NONE;
}

static int by_key(const struct var *var, const char *x, const char *y)
{
	for (size_t i = 0; i < var->keys.n; i++) {
		size_t at = var->key_offsets.v[i], size = type_strip(var->keys.v[i])->size;
		struct value a = value_load(var->keys.v[i], x + at, size), b = value_load(var->keys.v[i], y + at, size);
		int c = agg_compare_key(&a, &b);

		if (c)
			return c;
	}
	return 0;
}

/* equal values by their keys, as printa() shows them: a map has them in any order */
static int by_value(const void *a, const void *b, void *ctx)
{
	const struct var *var = ctx;
	const struct agg_use *use = &var->aggs.v[0];
	const struct entry *x = *(struct entry *const *)a, *y = *(struct entry *const *)b;
	int c = use->fn->compare((const char *)x->val + use->offset, (const char *)y->val + use->offset,
				 use->params);

	return c ? c : by_key(var, x->key, y->key);
}

/* keep the n largest values, or the -n smallest */
static void del_entry(struct store *s, const struct var *var, const struct entry *e)
{
	if (!e->nmerged)
		s->ops->del(s, var, e->key);
	for (size_t i = 0; i < e->nmerged; i++)
		s->ops->del(s, var, e->merged + i * var->key_size);
}

USER(user_trunc)
{
	const struct var *var = the_agg(call);
	int64_t keep = body_nargs(call) > 1 ? args[1].i : 0;
	const struct store_ops *ops = rt->store->ops;

	if (!keep || !var->keys.n) {
		if (!keep)
			ops->del(rt->store, var, NULL);
		changed(rt, var);
		return FAULT_NONE;
	}
	struct snapshot own = { 0 }, *s = rt->ops->agg ? rt->ops->agg(rt, var) : NULL;

	if (!s && !ops->snapshot(rt->store, var, &own))
		s = &own;

	size_t n = s ? s->entries.n : 0;
	uint64_t left = keep < 0 ? -(uint64_t)keep : (uint64_t)keep;
	struct entry **order = rt_temp(rt, n * sizeof(*order) + 1);

	for (size_t i = 0; i < n; i++)
		order[i] = &s->entries.v[i];
	if (n)
		qsort_r(order, n, sizeof(*order), by_value, (void *)var);
	for (size_t i = 0; left < n && i < n - left; i++)
		del_entry(rt->store, var, keep > 0 ? order[i] : order[n - 1 - i]);
	snapshot_fini(&own);
	changed(rt, var);
	return FAULT_NONE;
}

/* ---- where output goes ---- */
USER(user_switch_file)
{
	if (rt->ops->next_file)
		rt->ops->next_file(rt);
	return FAULT_NONE;
}

/* ---- a text that somebody reads: procfs ---- */
USER(user_text_more)
{
	size_t len = args[0].len, room = rt->text ? rt->text_room - rt->text->len : 0;

	if (rt->text)
		buf_add(rt->text, args[0].p, len < room ? len : room);
	return FAULT_NONE;
}

USER(user_text_made)
{
	if (rt->text)
		rt->text->len = 0;
	return user_text_more(rt, call, args, ret);
}

USER(user_freopen)
{
	struct buf b = BUF_INIT;

	format_run(rt, &b, call->fmt, args + 1, body_nargs(call) - 1);
	int err = rt->ops->reopen ? rt->ops->reopen(rt, b.len ? b.s : NULL) : 0;

	if (err)
		rt->reason = arena_printf(rt->temp, "couldn't freopen() \"%s\": %s", b.s, strerror(-err));
	buf_fini(&b);
	return err ? FAULT_LIBRARY : FAULT_NONE;
}

USER(user_ftruncate)
{
	return rt->ops->truncate && rt->ops->truncate(rt) ? FAULT_LIBRARY : FAULT_NONE;
}

USER(user_setopt)
{
	const char *value = body_nargs(call) > 1 ? call->args.v[1]->str : NULL;

	int err = rt->ops->setopt ? rt->ops->setopt(rt, call->args.v[0]->str, value) : 0;

	if (!err)
		return FAULT_NONE;
	rt->reason = arena_printf(rt->temp, "couldn't set option \"%s\"%s%s%s: %s", call->args.v[0]->str,
				  value ? " to \"" : "", value ? value : "", value ? "\"" : "",
				  err == -ENOENT ? "Invalid option name" : err == -EBUSY ?
				  "Operation illegal when tracing is active" : "Invalid value for specified option");
	return FAULT_LIBRARY;
}

/* ---- terminals ---- */
#define ANSI(name, text) USER(name) { buf_puts(&rt->out, text); return FAULT_NONE; }
ANSI(user_ansi_clear, "\033[1;1H\033[J")
ANSI(user_ansi_reset, "\033[0;0m")
ANSI(user_ansi_newline, "\12")
ANSI(user_ansi_hide, "\033[?25l")
ANSI(user_ansi_show, "\033[?25h")
ANSI(user_ansi_save, "\033[s")
ANSI(user_ansi_restore, "\033[u")

USER(user_ansi_color)
{
	long long n[3] = { 0 };

	for (size_t i = 0; i < body_nargs(call) && i < 3; i++)
		n[i] = args[i].i;
	if (body_nargs(call) == 1)
		buf_printf(&rt->out, "\033[%lldm", n[0]);
	else if (body_nargs(call) == 2)
		buf_printf(&rt->out, "\033[%lld;%lldm", n[1], n[0]);
	else
		buf_printf(&rt->out, "\033[%lld;%lld;%lldm", n[2], n[1], n[0]);
	return FAULT_NONE;
}

USER(user_ansi_move)
{
	buf_printf(&rt->out, "\033[%lld;%lldH", (long long)args[1].i, (long long)args[0].i);
	return FAULT_NONE;
}

static const struct builtin_tags
	trace_tags = { ERR_PROTO_LEN, ERR_TRACE_VOID, ERR_TRACE_DYN, ERR_TRACE_DYN, ERR_TRACE_DYN },
	tracemem_tags = { ERR_PROTO_LEN, ERR_TRACEMEM_ADDR, ERR_TRACEMEM_ADDR, ERR_TRACEMEM_ADDR, ERR_TRACEMEM_SIZE },
	printa_tags = { ERR_PRINTA_PROTO, ERR_PRINTA_PROTO, ERR_PRINTA_AGGARG, ERR_PRINTA_AGGBAD, ERR_PROTO_ARG },
	clear_tags = { ERR_CLEAR_PROTO, ERR_PROTO_ARG, ERR_CLEAR_AGGARG, ERR_CLEAR_AGGBAD, ERR_PROTO_ARG },
	trunc_tags = { ERR_TRUNC_PROTO, ERR_TRUNC_SCALAR, ERR_TRUNC_AGGARG, ERR_TRUNC_AGGBAD, ERR_PROTO_ARG },
	normalize_tags = { ERR_NORMALIZE_PROTO, ERR_NORMALIZE_SCALAR, ERR_NORMALIZE_AGGARG, ERR_NORMALIZE_AGGBAD,
			   ERR_PROTO_ARG },
	freopen_tags = { ERR_PROTO_LEN, ERR_PROTO_ARG, ERR_PROTO_ARG, ERR_PROTO_ARG, ERR_FREOPEN_INVALID },
	denormalize_tags = { ERR_NORMALIZE_PROTO, ERR_PROTO_ARG, ERR_NORMALIZE_AGGARG, ERR_NORMALIZE_AGGBAD,
			     ERR_PROTO_ARG };

const struct builtin builtins_output[] = {
	{ "printf", LANG_D, "void (fmt)", NULL, user_printf, B_RECORDS, "print by a format" },
	{ "printf", LANG_STAP, "void (fmt)", NULL, user_printf, 0, "print by a format" },
	{ "sprintf", LANG_STAP, "string (fmt)", "$sprintf", user_sprintf, 0, "text made by a format" },
	{ "print", LANG_STAP, "void (@, ...)", NULL, user_print, 0, "print values one after the other" },
	{ "println", LANG_STAP, "void ([@], ...)", NULL, user_println, 0, "print values, then a newline" },
	{ "printd", LANG_STAP, "void (lit, @, ...)", NULL, user_printd, 0,
	  "print values with a delimiter between them" },
	{ "printdln", LANG_STAP, "void (lit, @, ...)", NULL, user_printdln, 0,
	  "print values with a delimiter between them, then a newline" },
	{ "sprint", LANG_STAP, "string (@)", "rt_sprint($dst, $size, $1)", user_sprint, 0,
	  "a value as text" },
	{ "sprint", LANG_STAP, "string (@, ...)", "$values00", user_sprint, 0, "values as text", .rt = "text" },
	{ "sprintln", LANG_STAP, "string ([@], ...)", "$values01", user_sprintln, 0, "values as text with a newline",
	  .rt = "text" },
	{ "sprintd", LANG_STAP, "string (lit, @, ...)", "$values10", user_sprintd, 0,
	  "values as text with a delimiter between them", .rt = "text" },
	{ "sprintdln", LANG_STAP, "string (lit, @, ...)", "$values11", user_sprintdln, 0,
	  "values as text with a delimiter between them and a newline", .rt = "text" },
	{ "print_char", LANG_STAP, "void (long)", NULL, user_print_char, 0, "print one byte" },
	{ "stp_print_binary", LANG_STAP, "void (long, ...)", NULL, user_print_binary, 0,
	  "print the bytes of n numbers of 64 bits" },
	{ "log", LANG_STAP, "void (string)", NULL, user_println, 0, "print a line" },
	{ "error", LANG_STAP, "void (string)", NULL, NULL, B_THROWS, "raise an error with that message" },
	{ "warn", LANG_STAP, "void (string)", NULL, user_warn, 0, "a warning on standard error" },

	{ "trace", LANG_D, "void (@)", NULL, user_trace, B_RECORDS, "print a value by its type", .tags = &trace_tags },
	{ "print", LANG_D, "void (@)", NULL, user_print_object, B_RECORDS | B_OBJECT,
	  "the object that a pointer points to, member by member" },
	{ "tracemem", LANG_D, "void (bytes, const, [int64])", NULL, user_tracemem, B_RECORDS,
	  "hex dump of memory: address, size, how much of it to show", .tags = &tracemem_tags },
	{ "printa", LANG_D, "void ([fmt], agg, ...)", NULL, user_printa, B_RECORDS,
	  "print aggregations, one line or one format for each key", .tags = &printa_tags },
	{ "clear", LANG_D, "void (agg)", NULL, user_clear, B_RECORDS | B_CLEARS,
	  "zero an aggregation's values, keep its keys", .tags = &clear_tags },
	{ "trunc", LANG_D, "void (agg, [int64])", NULL, user_trunc, B_RECORDS,
	  "remove keys: all, or all but the n largest (-n: smallest) values", .tags = &trunc_tags },
	{ "normalize", LANG_D, "void (agg, int64)", NULL, user_normalize, B_RECORDS,
	  "print an aggregation's values divided by n", .tags = &normalize_tags },
	{ "denormalize", LANG_D, "void (agg)", NULL, user_denormalize, B_RECORDS, "undo normalize", .tags = &denormalize_tags },
	{ "freopen", LANG_D, "void (fmt)", NULL, user_freopen, B_RECORDS | B_DESTRUCTIVE,
	  "send further output to a file; \"\": back again", .tags = &freopen_tags },
	{ "switch_file", LANG_STAP, "void ()", NULL, user_switch_file, 0, "begin the next file of -o" },
	{ "__text_made", LANG_STAP, "void (string)", NULL, user_text_made, 0, "what a procfs file's reader gets" },
	{ "__text_more", LANG_STAP, "void (string)", NULL, user_text_more, 0, "more of it" },
	{ "ftruncate", LANG_D, "void ()", NULL, user_ftruncate, B_RECORDS, "empty the output file" },
	{ "setopt", LANG_D, "void (lit, [lit])", NULL, user_setopt, B_RECORDS, "set an option while tracing" },

	{ "ansi_clear_screen", LANG_STAP, "void ()", NULL, user_ansi_clear, 0, "clear the terminal" },
	{ "ansi_reset_color", LANG_STAP, "void ()", NULL, user_ansi_reset, 0, "default colors" },
	{ "ansi_new_line", LANG_STAP, "void ()", NULL, user_ansi_newline, 0, "a newline" },
	{ "ansi_cursor_hide", LANG_STAP, "void ()", NULL, user_ansi_hide, 0, "hide the cursor" },
	{ "ansi_cursor_show", LANG_STAP, "void ()", NULL, user_ansi_show, 0, "show the cursor" },
	{ "ansi_cursor_save", LANG_STAP, "void ()", NULL, user_ansi_save, 0, "remember the cursor" },
	{ "ansi_cursor_restore", LANG_STAP, "void ()", NULL, user_ansi_restore, 0, "cursor as remembered" },
	{ "ansi_cursor_move", LANG_STAP, "void (long, long)", NULL, user_ansi_move, 0,
	  "move the cursor to column, row" },
	{ "ansi_set_color", LANG_STAP, "void (long, [long], [long])", NULL, user_ansi_color, 0,
	  "foreground, background, attribute" },
	{ 0 }
};
