/*
 * verifier.c - from the verifier's log to a message under a caret
 *
 * The log quotes our script, because emitted C carries #line and libbpf loads its line information:
 *	; @[arg0] = count(); @ x.d:3		(since 6.9; before, the text alone)
 *	17: (61) r1 = *(u32 *)(r1 +0)
 *	R1 invalid mem access 'scalar'
 * The last quoted line before the complaint is the culprit.
 */
#include "bpf/verifier.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include "bpf/feature.h"
#include "bpf/where.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/diag.h"
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"

struct rule {
	const char *needle;	/* in the complaint */
	const char *says;
	const char *hint;	/* NULL: none */
	bool	    loops;	/* it is about loops in each other: the innermost is the place */
};

/* the first that fits; the more special come first. Texts: kernel/bpf/verifier.c, 5.x to 6.x */
#define LOCKED	"it is locked down for confidentiality (/sys/kernel/security/lockdown): boot with lockdown=integrity or none"

static const struct rule rules[] = {
	{ "BPF program is too large", "too much work for one firing: the kernel cannot follow all paths",
	  "split the clause, shorten loops and string options (-O strsize=64)" },
	{ "maps per program", "more arrays at one point than the kernel takes: a program has 64 maps, some of them sonde's",
	  "put some of them in one array with one more key, or in handlers of other points" },
	{ "too many subprograms", "more statistics at one point than the kernel takes: a program has 256 functions, some for each",
	  "put some of them in one array of statistics" },
	{ "too many jumps", "too many branches for the kernel to follow",
	  "split the clause into several with simpler predicates" },
	{ "sequence of 8193 jumps", "too many branches for the kernel to follow",
	  "split the clause into several with simpler predicates" },
	{ "back-edge", "a loop whose end the kernel cannot see",
	  "give the loop a constant bound" },
	{ "jump out of range", "a clause that is too long: a jump of BPF reaches over 32,767 instructions",
	  "split the clause into several at the same probe" },
	{ "infinite loop detected", "a loop that never ends", "give the loop a constant bound" },
	{ "unreachable insn", "code that no path reaches", NULL },
	{ "frames is too deep", "loops in loops, or calls in them, deeper than the kernel follows (eight levels; foreach takes more than one)",
	  "make one loop of two (i / 10, i % 10), or fill an array here and walk it in a timer or end handler", true },
	{ "combined stack size", "too many local values: a BPF stack holds 512 bytes",
	  "use fewer or smaller clause-local variables" },
	{ "looks like the BPF stack limit", "too many local values: a BPF stack holds 512 bytes",
	  "use fewer or smaller clause-local variables" },
	{ "stack limit", "too many local values: a BPF stack holds 512 bytes",
	  "use fewer or smaller clause-local variables" },
	{ "invalid indirect read from stack", "a value is used before it is set", NULL },
	{ "invalid stack", "a value outside the BPF stack is used", NULL },
	{ "helper access to the packet is not allowed", "a function that this kind of probe may not use", NULL },
	{ "helper bpf_probe_read", "memory is read, which this kernel allows no BPF program to do", LOCKED },
	{ "unknown func bpf_probe_read", "memory is read, which this kernel allows no BPF program to do", LOCKED },
	{ "bpf_probe_write_user", "writing to the memory of a process, which this kernel lets no BPF program do",
	  "what it would take: CAP_SYS_ADMIN, and a kernel that is not locked down (/sys/kernel/security/lockdown says)" },
	{ "bpf_override_return", "this kernel does not let BPF change what its functions return",
	  "what it would take: a kernel with CONFIG_BPF_KPROBE_OVERRIDE=y" },
	{ "cannot use helper", "a function that this kind of probe may not use",
	  "another probe at the same place may: -v shows which mechanism was chosen" },
	{ "unknown func", "a function that this kernel, or this kind of probe, does not have",
	  "sonde doctor shows what this kernel offers" },
	{ "invalid func", "a function that this kernel does not have",
	  "sonde doctor shows what this kernel offers" },
	{ "program of this type cannot use helper", "a function that this kind of probe may not use", NULL },
	{ "cannot call GPL", "a function that needs a GPL program", NULL },
	{ "calling kernel function", "a kernel function that BPF may not call", NULL },
	{ "pointer arithmetic", "arithmetic on a kernel pointer that the kernel does not allow",
	  "read the value first, then calculate" },
	{ "unbounded memory access", "a length or an index without an upper bound",
	  "limit it in the predicate or with a condition" },
	{ "unbounded min value", "a length or an index that may be negative",
	  "cast it to an unsigned type, or test it first" },
	{ "min value is negative", "a length or an index that may be negative",
	  "cast it to an unsigned type, or test it first" },
	{ "invalid access to map value", "an index beyond the end of a variable", "test the index first" },
	{ "invalid mem access", "memory is read through a value that is not a pointer the kernel trusts",
	  "copy it first: copyin() for user memory, a kernel type and -> for the kernel's" },
	{ "invalid bpf_context access", "an argument that this probe does not have", NULL },
	{ "access beyond struct", "a member beyond the end of a structure", NULL },
	{ "type=trusted_ptr_or_null", "a pointer that may be NULL is followed", "test it for NULL first" },
	{ "or_null", "a pointer that may be NULL is followed", "test it for NULL first" },
	{ "!read_ok", "a value is used before it is set", NULL },
};

struct complaint {
	char *error;		/* the verifier's last word */
	char *file, *text;	/* quoted before it; NULL: none */
	unsigned line;
};

static bool is_noise(const char *line)
{
	static const char *const noise[] = { "processed ", "verification time", "stack depth", "-- END",
					     "libbpf: ", "peak_states", "mark_precise", "max_states" };

	while (isspace((unsigned char)*line))
		line++;
	for (unsigned i = 0; i < sizeof(noise) / sizeof(noise[0]); i++)
		if (!strncmp(line, noise[i], strlen(noise[i])))
			return true;
	return !*line;
}

/* "; TEXT @ FILE:LINE" or "; TEXT": cut up in place */
static void quoted(char *line, struct complaint *c)
{
	c->text = line + 2;
	c->file = NULL;
	char *at = NULL;

	for (char *p = c->text; (p = strstr(p, " @ ")); p += 3)
		at = p;		/* the last: scripts have @ too */
	char *colon = at ? strrchr(at, ':') : NULL;

	if (!colon || !isdigit((unsigned char)colon[1]))
		return;
	*at = *colon = 0;
	c->file = at + 3;
	c->line = (unsigned)strtoul(colon + 1, NULL, 10);
}

/* lines of the last verifier log in @log, taken apart backwards; log is written to */
static bool find(char *log, struct complaint *ret)
{
	char *begin = log;

	*ret = (struct complaint){ 0 };
	for (char *p = log; (p = strstr(p, "-- BEGIN PROG LOAD LOG --")); p++)
		begin = p;
	char *end = strstr(begin, "-- END PROG LOAD LOG --");

	if (begin == log && !end)
		return false;
	begin = strchr(begin, '\n');
	if (!begin)
		return false;
	if (end)
		*end = 0;
	for (char *nl; (nl = strrchr(begin, '\n')); *nl = 0) {
		char *line = nl + 1;

		if (!ret->error && !is_noise(line))
			ret->error = line;
		if (ret->error && line[0] == ';' && line[1] == ' ') {
			quoted(line, ret);
			break;
		}
	}
	return ret->error != NULL;
}

static const struct rule *rule_of(const char *error)
{
	for (unsigned i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (strstr(error, rules[i].needle))
			return &rules[i];
	return NULL;
}

static int report_rule(struct diag *d, const struct rule *rule, int err)
{
	diag_sys(d, 0, "the kernel's verifier refuses the program: %s", rule->says);
	diag_hint(d, "%s", rule->hint);
	return err;
}

/* what libbpf said last, when there is no verifier's log: a map, a relocation, a type that is absent */
static int report_plain(struct diag *d, const char *log, int err)
{
	const char *line = log ? strstr(log, "libbpf: ") : NULL;
	struct feature_set fs = { 0 };
	struct buf text = BUF_INIT;

	if (err == -EPERM || err == -EACCES) {
		diag_sys(d, err, "no privilege to load BPF programs");
		diag_hint(d, "%s", feature_remedy(&fs, FEAT_root));
		return err;
	}
	/* older kernels count the maps without a word; so they do a million instructions, which clang never gets to */
	if (err == -E2BIG && log && strstr(log, "BPF program load failed"))
		return report_rule(d, rule_of("maps per program"), err);
	if (line) {
		line += strlen("libbpf: ");
		buf_add(&text, line, strcspn(line, "\n"));
	}
	diag_sys(d, err, "the kernel refuses the program%s%s", text.len ? ": " : "", buf_str(&text));
	if (strstr(buf_str(&text), "kernel BTF") || strstr(buf_str(&text), "target BTF"))
		diag_hint(d, "it must know the kernel's types; what it takes: %s", feature_remedy(&fs, FEAT_btf));
	if (err == -ENOMEM || err == -E2BIG)
		diag_hint(d, "smaller buffers may help: -O bufsize=1m");
	buf_fini(&text);
	return err;
}

int verifier_report(struct diag *d, const struct prog *prog, const char *log, int err)
{
	struct complaint c;
	struct span at;

	if (!log || !*log)
		return report_plain(d, log, err);
	char *copy = xstrdup(log);

	if (!find(copy, &c)) {
		report_plain(d, log, err);
		free(copy);
		return err;
	}
	const struct rule *rule = rule_of(c.error);
	bool found = c.file ? where_line(prog, c.file, c.line, &at)
			    : c.text && where_text(prog, c.text, &at);

	unsigned depth = 0;
	const struct stmt *loop = rule && rule->loops ? prog_deepest_loop(prog, &depth) : NULL;

	if (loop) {
		found = true;
		at = loop->span;
	}
	if (found)
		diag_error(d, at, ERR_VERIFIER, "the kernel refuses this: %s", rule ? rule->says : c.error);
	else
		diag_sys(d, 0, "the kernel's verifier refuses the program: %s", rule ? rule->says : c.error);
	if (rule && rule->hint)
		diag_hint(d, "%s", rule->hint);
	if (rule)
		diag_hint(d, "the verifier's words: %s", c.error);
	free(copy);
	return err;
}
