/*
 * header.c - probes of one's own programs: a header of macros from provider definitions
 *
 * A macro is a no-operation and a note of type stapsdt, by inline assembly: nothing has to be linked
 * in, and every tool that knows such marks sees them. Each probe has a counter that is raised while
 * somebody traces; it is weak, so that all files that include the header share one.
 * Semantics: D, "Statically Defined Tracing for User Applications"; reference d-language 10.7.
 */
#include <ctype.h>
#include <string.h>
#include "lang/d/ast.h"
#include "lang/d/header.h"
#include "lang/d/lex.h"
#include "lang/stability.h"
#include "lib/diag.h"
#include "lib/sdt.h"

/* macros of the header that the probes' own macros are made of */
static const char note_text[] =
	"#ifndef SONDE_MARK\n"
	"/* bytes of an argument, negative when its type has a sign */\n"
	"#define SONDE_SIZE(T) ((T)-1 < (T)1 ? -(int)sizeof(T) : (int)sizeof(T))\n"
	"#define SONDE_MARK(provider, name, args)						\\\n"
	"	\"990: nop\\n\"									\\\n"
	"	\".pushsection .note.stapsdt,\\\"?\\\",\\\"note\\\"\\n\"				\\\n"
	"	\".balign 4\\n\"									\\\n"
	"	\".4byte 992f-991f, 994f-993f, 3\\n\"						\\\n"
	"	\"991: .asciz \\\"stapsdt\\\"\\n\"							\\\n"
	"	\"992: .balign 4\\n\"								\\\n"
	"	\"993: .8byte 990b\\n\"								\\\n"
	"	\".8byte _.stapsdt.base\\n\"							\\\n"
	"	\".8byte \" provider \"_\" name \"_semaphore\\n\"					\\\n"
	"	\".asciz \\\"\" provider \"\\\"\\n\"							\\\n"
	"	\".asciz \\\"\" name \"\\\"\\n\"							\\\n"
	"	\".asciz \\\"\" args \"\\\"\\n\"							\\\n"
	"	\"994: .balign 4\\n\"								\\\n"
	"	\".popsection\\n\"								\\\n"
	"	\".ifndef _.stapsdt.base\\n\"							\\\n"
	"	\".pushsection .stapsdt.base,\\\"aG\\\",\\\"progbits\\\",.stapsdt.base,comdat\\n\"	\\\n"
	"	\".weak _.stapsdt.base\\n\"							\\\n"
	"	\".hidden _.stapsdt.base\\n\"							\\\n"
	"	\"_.stapsdt.base: .space 1\\n\"							\\\n"
	"	\".size _.stapsdt.base, 1\\n\"							\\\n"
	"	\".popsection\\n\"								\\\n"
	"	\".endif\\n\"\n"
	"#define SONDE_SEMAPHORE __attribute__((weak, used, visibility(\"hidden\"), section(\".probes\")))\n"
	"#endif\n\n";

/* upper case; two underscores, which are a dash in D's names, become one */
static void put_upper(struct buf *o, const char *name)
{
	for (; *name; name++) {
		if (name[0] == '_' && name[1] == '_')
			name++;
		buf_putc(o, *name == '-' ? '_' : (char)toupper((unsigned char)*name));
	}
}

static void put_macro(struct buf *o, const struct d_item *it, const struct d_type *probe)
{
	put_upper(o, it->name);
	buf_putc(o, '_');
	put_upper(o, probe->name);
}

/* ---- types of arguments, as C writes them ---- */

static bool is_pointer(const struct d_type *t)
{
	return t->ops.n || t->spec->base == DB_STRING;
}

static void put_type(struct buf *o, const struct d_type *t)
{
	static const char *const bases[] = { "int", "void", "char", "int", "float", "double", "const char", "struct ",
					     "union ", "enum ", "" };
	const struct d_spec *s = t->spec;

	if (is_pointer(t) && s->base != DB_STRING && (s->base != DB_CHAR || t->ops.n > 1)) {
		buf_puts(o, "const void *");	/* whatever it points to: the address is what counts */
		return;
	}
	if (s->is_unsigned || s->is_signed)
		buf_puts(o, s->is_unsigned ? "unsigned " : "signed ");
	if (s->is_short)
		buf_puts(o, "short ");
	for (unsigned i = 0; i < s->nlong; i++)
		buf_puts(o, "long ");
	if (t->ops.n && s->base == DB_CHAR)
		buf_puts(o, "const ");
	buf_printf(o, "%s%s%s", bases[s->base], s->name ? s->name : "", is_pointer(t) ? " *" : "");
}

static bool is_scalar(const struct d_type *t)
{
	enum d_base b = t->spec->base;

	return is_pointer(t) || (b != DB_STRUCT && b != DB_UNION && b != DB_FLOAT && b != DB_DOUBLE && b != DB_VOID);
}

/* ---- one probe ---- */

static size_t arguments(const struct d_type *probe, struct d_type *const **ret)
{
	size_t n = probe->ops.n ? probe->ops.v[0].params.n : 0;

	*ret = n ? probe->ops.v[0].params.v : NULL;
	/* probe q(void) */
	if (n == 1 && (*ret)[0]->spec->base == DB_VOID && !(*ret)[0]->ops.n)
		n = 0;
	return n;
}

static void check_args(struct diag *diag, const struct d_type *probe)
{
	struct d_type *const *args;
	size_t n = arguments(probe, &args);

	if (n > SDT_ARGS)
		diag_error(diag, probe->span, ERR_PROV_PRARGLEN, "a mark has at most %d arguments, not %zu", SDT_ARGS, n);
	for (size_t i = 0; i < n; i++)
		if (!is_scalar(args[i]))
			diag_error(diag, args[i]->span, ERR_TYPE_ERR,
				   "argument %zu of probe '%s' is no integer and no pointer", i + 1, probe->name);
}

/* compilers take 30 operands for a piece of assembly, an argument is two: many are put into a table */
enum { IN_PLACE = 12 };

static void put_table(struct buf *o, const struct d_item *it, const struct d_type *probe, size_t n)
{
	buf_puts(o, "\t\tlong sonde_args_[] = {");
	for (size_t i = 0; i < n; i++)
		buf_printf(o, "%s(long)sonde_arg%zu_", i ? ", " : " ", i);
	buf_printf(o, " }; \\\n\t\t__asm__ volatile(SONDE_MARK(\"%s\", \"%s\", \"", it->name, probe->name);
	for (size_t i = 0; i < n; i++)
		buf_printf(o, "%s8@%zu(%%0)", i ? " " : "", 8 * i);
	buf_puts(o, "\") :: \"r\" (sonde_args_), \"m\" (sonde_args_)); \\\n\t} while (0)\n");
}

static void put_body(struct buf *o, const struct d_item *it, const struct d_type *probe)
{
	struct d_type *const *args;
	size_t n = arguments(probe, &args);

	buf_puts(o, " \\\n\tdo { \\\n");
	for (size_t i = 0; i < n; i++) {
		buf_puts(o, "\t\t");
		put_type(o, args[i]);
		buf_printf(o, " sonde_arg%zu_ = (", i);
		put_type(o, args[i]);
		buf_printf(o, ")(arg%zu); \\\n", i);
	}
	if (n > IN_PLACE) {
		put_table(o, it, probe, n);
		return;
	}
	buf_printf(o, "\t\t__asm__ volatile(SONDE_MARK(\"%s\", \"%s\", \"", it->name, probe->name);
	for (size_t i = 0; i < n; i++)
		buf_printf(o, "%s%%c%zu@%%%zu", i ? " " : "", 2 * i, 2 * i + 1);
	buf_puts(o, "\") ::");
	for (size_t i = 0; i < n; i++) {
		buf_printf(o, "%s \\\n\t\t\t\"n\" (", i ? "," : "");
		if (is_pointer(args[i])) {
			buf_puts(o, "(int)sizeof(void *)");
		} else {
			buf_puts(o, "SONDE_SIZE(");
			put_type(o, args[i]);
			buf_puts(o, ")");
		}
		buf_printf(o, "), \"nor\" (sonde_arg%zu_)", i);
	}
	buf_puts(o, "); \\\n\t} while (0)\n");
}

static void put_probe(struct buf *o, const struct d_item *it, const struct d_type *probe)
{
	struct d_type *const *args;
	size_t n = arguments(probe, &args);

	buf_printf(o, "SONDE_SEMAPHORE volatile unsigned short %s_%s_semaphore;\n#define ", it->name, probe->name);
	put_macro(o, it, probe);
	buf_puts(o, "(");
	for (size_t i = 0; i < n; i++)
		buf_printf(o, "%sarg%zu", i ? ", " : "", i);
	buf_puts(o, ")");
	put_body(o, it, probe);
	buf_puts(o, "#define ");
	put_macro(o, it, probe);
	buf_printf(o, "_ENABLED() __builtin_expect(%s_%s_semaphore, 0)\n\n", it->name, probe->name);
}

/*
 * What the notes cannot say, types and the list behind the colon, in a section of its own, as text of
 * the D language (lib/sdt.h). Header and object have it; the linker keeps one.
 */
static void put_text(struct buf *o, struct span at)
{
	for (uint32_t i = at.start; i < at.end; i++) {
		char c = at.src->text[i];

		if (c == '"' || c == '\\')
			buf_putc(o, '\\');
		buf_putc(o, (unsigned char)c < ' ' ? ' ' : c);
	}
}

static void put_definition(struct buf *o, const struct d_item *it, const struct d_type *probe)
{
	buf_printf(o, "\t.pushsection .sonde.usdt,\"aG\",@progbits,sonde.%s.%s,comdat\n\t.asciz \"provider %s { probe %s",
		   it->name, probe->name, it->name, probe->name);
	for (size_t i = 0; i < probe->ops.n; i++) {
		buf_puts(o, i ? " : " : "");
		put_text(o, probe->ops.v[i].span);
	}
	buf_puts(o, "; };\"\n\t.popsection\n");
}

/* what pragmas say of how stable the provider is: all five parts, or nothing */
static void put_stability(struct buf *o, const struct d_ast *ast, const struct d_item *it)
{
	struct probe_stability s = stability_plain;
	const struct stability *const parts[] = { &s.prov, &s.mod, &s.func, &s.name, &s.args };
	bool any = false;

	for (size_t i = 0; ast->described && i < ast->described->providers.n; i++) {
		const struct d_rated *r = &ast->described->providers.v[i];

		if (strcmp(r->provider, it->name))
			continue;
		*(struct stability *)((char *)&s + r->part) = r->stability;
		any = true;
	}
	if (!any)
		return;
	buf_printf(o, "\t.pushsection .sonde.usdt,\"aG\",@progbits,sonde.%s,comdat\n\t.asciz \"stability %s", it->name,
		   it->name);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		buf_printf(o, " %s/%s/%s", stability_level(parts[i]->name), stability_level(parts[i]->data),
			   stability_class(parts[i]->class));
	buf_puts(o, "\"\n\t.popsection\n");
}

static void put_all_stability(struct buf *o, const struct d_ast *ast)
{
	for (size_t i = 0; i < ast->items.n; i++)
		if (ast->items.v[i]->kind == DI_PROVIDER)
			put_stability(o, ast, ast->items.v[i]);
}

/* lines of the assembler as a statement of C */
static void put_c(struct buf *o, struct buf *text)
{
	if (!text->len)
		return;
	buf_puts(o, "__asm__(");
	for (const char *line = buf_str(text), *end; *line; line = end) {
		end = strchr(line, '\n') + 1;
		buf_puts(o, "\t");
		buf_quote(o, line, (size_t)(end - line));
		buf_puts(o, *end ? "\n" : "");
	}
	buf_puts(o, ");\n\n");
}

static void put_c_definition(struct buf *o, const struct d_item *it, const struct d_type *probe)
{
	struct buf text = BUF_INIT;

	put_definition(&text, it, probe);
	put_c(o, &text);
	buf_fini(&text);
}

/* ---- all of them ---- */

static bool each_probe(const struct d_ast *ast, void (*fn)(struct buf *, const struct d_item *, const struct d_type *),
		       struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < ast->items.n; i++) {
		const struct d_item *it = ast->items.v[i];

		if (it->kind != DI_PROVIDER)
			continue;
		any = true;
		for (size_t k = 0; k < it->decls.n; k++)
			fn(out, it, it->decls.v[k]);
	}
	return any;
}

static void put_guard(struct buf *o, const char *name)
{
	buf_puts(o, "SONDE_MARKS_");
	for (; *name; name++)
		buf_putc(o, isalnum((unsigned char)*name) ? (char)toupper((unsigned char)*name) : '_');
}

bool d_header(const void *tree, struct diag *diag, const char *name, struct buf *out)
{
	const struct d_ast *ast = tree;

	for (size_t i = 0; i < ast->items.n; i++)
		for (size_t k = 0; ast->items.v[i]->kind == DI_PROVIDER && k < ast->items.v[i]->decls.n; k++)
			check_args(diag, ast->items.v[i]->decls.v[k]);
	buf_printf(out, "/* made by dtrace -h from %s: a mark is a no-operation and a note that says where it is */\n"
		   "#ifndef ", name);
	put_guard(out, name);
	buf_puts(out, "\n#define ");
	put_guard(out, name);
	buf_puts(out, "\n\n#include <stdint.h>\n#include <unistd.h>\n\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n");
	buf_puts(out, note_text);

	bool any = each_probe(ast, put_probe, out);

	struct buf text = BUF_INIT;

	each_probe(ast, put_c_definition, out);
	put_all_stability(&text, ast);
	put_c(out, &text);
	buf_fini(&text);
	buf_puts(out, "#ifdef __cplusplus\n}\n#endif\n\n#endif\n");
	return any;
}

static void put_semaphore(struct buf *o, const struct d_item *it, const struct d_type *probe)
{
	const char *p = it->name, *n = probe->name;

	buf_printf(o, "\t.weak %s_%s_semaphore\n\t.hidden %s_%s_semaphore\n\t.type %s_%s_semaphore, @object\n"
		   "\t.size %s_%s_semaphore, 2\n%s_%s_semaphore:\n\t.zero 2\n", p, n, p, n, p, n, p, n, p, n);
}

bool d_semaphores(const void *tree, struct buf *out)
{
	const struct d_ast *ast = tree;

	buf_puts(out, "\t.section .probes,\"aw\",@progbits\n\t.balign 2\n");

	bool any = each_probe(ast, put_semaphore, out);

	each_probe(ast, put_definition, out);
	put_all_stability(out, ast);
	buf_puts(out, "\t.section .note.GNU-stack,\"\",@progbits\n");
	return any;
}
