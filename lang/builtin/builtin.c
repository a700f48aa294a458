/*
 * builtin.c - the table of all builtins: lookup by name, signatures taken apart
 *
 * The only place that compares a builtin's name with text. Rows are in the family files.
 */
#include <assert.h>
#include "lang/builtin/builtin.h"

static const struct builtin *const families[] = {
	builtins_context, builtins_string, builtins_time, builtins_memory,
	builtins_stack, builtins_output, builtins_process, builtins_symbol, builtins_code, builtins_task, builtins_regs, builtins_float,
	builtins_speculate, builtins_dstring, builtins_djson, builtins_pcap, builtins_syscall,
	builtins_refused,
};

enum { NFAMILIES = sizeof(families) / sizeof(families[0]) };

const struct builtin *builtin_next(size_t *it)
{
	size_t skip = *it;

	for (size_t f = 0; f < NFAMILIES; f++) {
		for (const struct builtin *b = families[f]; b->name; b++) {
			if (skip--)
				continue;
			++*it;
			return b;
		}
	}
	return NULL;
}

/* a word of a signature and what it means */
static const struct sig_word {
	const char	  *word;
	int		   kind;
	const struct type *type;
} words[] = {
	{ "void", SA_VOID, NULL },
	{ "int8", SA_VALUE, &type_int8 }, { "int16", SA_VALUE, &type_int16 },
	{ "int32", SA_VALUE, &type_int32 }, { "int64", SA_VALUE, &type_int64 },
	{ "uint8", SA_VALUE, &type_uint8 }, { "uint16", SA_VALUE, &type_uint16 },
	{ "uint32", SA_VALUE, &type_uint32 }, { "uint64", SA_VALUE, &type_uint64 },
	{ "int", SA_VALUE, &type_int32 }, { "long", SA_VALUE, &type_int64 },
	{ "ptr", SA_PTR, NULL }, { "obj", SA_PTR, &type_void }, { "mem", SA_MEM, NULL }, { "bytes", SA_BYTES, NULL }, { "string", SA_STRING, NULL },
	{ "stack", SA_STACK, NULL }, { "symaddr", SA_SYM, &type_symaddr },
	{ "modaddr", SA_SYM, &type_modaddr }, { "usymaddr", SA_USYM, &type_usymaddr },
	{ "umodaddr", SA_USYM, &type_umodaddr }, { "uoffaddr", SA_USYM, &type_uoffaddr },
	{ "agg", SA_AGG, NULL }, { "const", SA_CONST, NULL }, { "lit", SA_LIT, NULL },
	{ "fmt", SA_FMT, NULL }, { "@", SA_ANY, NULL }, { "task", SA_TASK, NULL },
	{ "...", SA_REST, NULL },
};

static const char *skip_blanks(const char *s)
{
	while (*s == ' ')
		s++;
	return s;
}

/* one type at *s; moves *s behind it */
static bool parse_type(const char **s, struct sig_arg *ret)
{
	const char *p = skip_blanks(*s);
	size_t n = strcspn(p, " ,()[]<");

	*ret = (struct sig_arg){ .kind = SA_VOID };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strlen(words[i].word) != n || memcmp(words[i].word, p, n))
			continue;
		ret->kind = words[i].kind;
		ret->type = words[i].type;
		p += n;
		if (ret->kind == SA_STRING && *p == '<') {
			char *end;
			unsigned long size = strtoul(p + 1, &end, 10);

			if (*end != '>' || size < 1 || size > 4096)
				return false;
			ret->size = size;
			p = end + 1;
		}
		*s = skip_blanks(p);
		return true;
	}
	return false;
}

/* one argument: "TYPE" or "[TYPE]" */
static bool parse_arg(const char **s, struct sig_arg *ret)
{
	const char *p = skip_blanks(*s);
	bool optional = *p == '[';

	p += optional;
	if (!parse_type(&p, ret) || ret->kind == SA_VOID)
		return false;
	ret->optional = optional;
	if (optional && *p++ != ']')
		return false;
	*s = skip_blanks(p);
	return true;
}

static bool parse_args(const char *s, struct sig *ret)
{
	struct sig_arg arg;

	s = skip_blanks(s);
	if (*s == ')')
		return !s[1];
	for (;;) {
		if (ret->rest || !parse_arg(&s, &arg))
			return false;	/* nothing may follow what takes all the rest */
		if (arg.kind == SA_REST) {
			ret->rest = true;
		} else {
			if (ret->nargs == sizeof(ret->args) / sizeof(ret->args[0]))
				return false;
			ret->args[ret->nargs++] = arg;
			ret->min += !arg.optional;
			ret->rest = arg.kind == SA_FMT && !arg.optional;
		}
		if (*s == ')')
			return !s[1];
		if (*s++ != ',')
			return false;
	}
}

bool builtin_sig(const struct builtin *b, struct sig *ret)
{
	const char *s = b->sig;

	*ret = (struct sig){ 0 };
	if (!parse_type(&s, &ret->ret))
		return false;
	if (!*s)
		return ret->ret.kind != SA_VOID;
	ret->is_call = true;
	return *s == '(' && parse_args(s + 1, ret);
}

const struct type *sig_type(struct arena *a, const struct sig_arg *s, unsigned strsize, unsigned frames)
{
	switch (s->kind) {
	case SA_VALUE:
		return s->type;
	case SA_PTR:
	case SA_MEM:
	case SA_TASK:
		return &type_void_ptr;
	case SA_STRING:
	case SA_LIT:
	case SA_FMT:
		return type_string(a, s->size ? s->size : strsize);
	case SA_STACK:
		return type_stack(a, frames);
	case SA_SYM:
	case SA_USYM:
		return s->type;
	case SA_AGG:
		return &type_stat;
	case SA_BYTES:
		return type_array(a, &type_char, strsize);
	case SA_CONST:
	case SA_ANY:
	case SA_REST:
		return &type_int64;
	case SA_VOID:
		return &type_void;
	}
	assert(!"a kind of signature argument without a type");
	return &type_void;
}

static int no_body(struct runtime *rt, const struct expr *call, const struct value *args, struct value *ret)
{
	return FAULT_NONE;
}

const struct builtin builtin_late = { "(late)", LANG_D | LANG_STAP, "void (...)", NULL, no_body, 0, "" };

static bool arity_fits(const struct builtin *b, int nargs)
{
	struct sig s;

	if (!builtin_sig(b, &s))
		return false;
	if (nargs < 0 || !s.is_call)
		return nargs < 0 && !s.is_call;
	return (unsigned)nargs >= s.min && (s.rest || (unsigned)nargs <= s.nargs);
}

const struct builtin *builtin_find(enum lang lang, const char *name, int nargs)
{
	const struct builtin *other = NULL, *b;

	for (size_t it = 0; (b = builtin_next(&it));) {
		if (!(b->langs & lang) || strcmp(b->name, name))
			continue;
		if (arity_fits(b, nargs))
			return b;
		other = other ? other : b;
	}
	return other;
}

bool builtin_is_action(const struct builtin *b)
{
	struct sig s;

	if (b->flags & (B_SPECULATES | B_ACTION))
		return true;
	return b->user && (!b->bpf || b->flags & B_GATE) && builtin_sig(b, &s) && s.ret.kind == SA_VOID;
}
