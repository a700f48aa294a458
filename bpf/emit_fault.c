/*
 * emit_fault.c - the faults of lang/prog/fault.def for the BPF runtime: their numbers, their words
 */
#include "bpf/emit_int.h"

static const struct { const char *name, *text; enum fault_code code; } rows[] = {
#define FAULT(name, text) { #name, text, FAULT_##name },
#include "lang/prog/fault.def"
#undef FAULT
};

void emit_fault_names(struct buf *out)
{
	size_t n = sizeof(rows) / sizeof(rows[0]);

	buf_puts(out, "#line 1 \"<faults>\"\nenum {\n");
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "\tFAULT_%s = %d,\n", rows[i].name, (int)rows[i].code);
	buf_puts(out, "};\n__attribute__((unused)) static int rt_fault_words(char *dst, rt_u32 size, rt_u32 code, "
		 "rt_u64 value)\n{\n\tswitch (code) {\n");
	for (size_t i = 0; i < n; i++) {
		const char *text = rows[i].text;

		buf_printf(out, "\tcase %d: {\n\t\tstatic const char t[] = ", (int)rows[i].code);
		buf_quote(out, text, strlen(text));
		buf_printf(out, ";\n\t\tif (bpf_snprintf(dst, size, t, &value, %d) < 0) dst[0] = 0;\n"
			   "\t\treturn 1;\n\t}\n", strchr(text, '%') ? 8 : 0);
	}
	buf_puts(out, "\t}\n\treturn 0;\n}\n");
}
