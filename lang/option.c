/*
 * option.c - the table of run-time options and how their values are written
 *
 * D reference 9.3; SystemTap reference 6.5. To add one: a member of struct options, a row here.
 * Options that are taken for compatibility and mean nothing here have no offset: their value is
 * checked by kind and dropped, and the row says why. Nor have those that the command line heeds. Rows of D come first, sorted by name, then SystemTap's.
 */
#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "lang/option.h"
#include "lib/arena.h"

#define AT(member)	offsetof(struct options, member)
#define NOWHERE		OPTION_NOWHERE

#define D_(n, k, at, dyn, h)	{ n, k, at, OPTION_FOR_D, dyn, h, NULL }
/* of the preprocessor and of files: known too late inside a program */
#define OUTSIDE_(n, k, at, h)	{ n, k, at, OPTION_FOR_D, false, h, NULL, true }
#define S_(n, k, at, h)		{ n, k, at, OPTION_FOR_STAP, false, h, NULL }
#define BOTH_(n, at, h)		{ n, OPT_BOOL, at, OPTION_FOR_D | OPTION_FOR_STAP, false, h, NULL }
#define WORD_(n, langs, at, words, h)	{ n, OPT_WORD, at, langs, false, h, words }

static const char *const policies[] = { "switch", "fill", "ring", NULL };
static const char *const encodings[] = { "ascii", "utf8", NULL };
static const char *const resizes[] = { "auto", "manual", NULL };
static const char *const evaltimes[] = { "exec", "preinit", "postinit", "main", NULL };
static const char *const linkmodes[] = { "kernel", "dynamic", "static", NULL };
static const char *const linktypes[] = { "elf", "dof", NULL };
static const char *const lates[] = { "static", "dynamic", NULL };
static const char *const places[] = { "auto", "kernel", "user", NULL };
static const char *const unwinds[] = { "auto", "fp", NULL };

static const struct option_row rows[] = {
	D_("agghist",	     OPT_BOOL, AT(agghist), true, "count() and sum() by key as bars of their total"),
	D_("aggpack",	     OPT_BOOL, AT(aggpack), true, "quantize() and lquantize() as one line each"),
	D_("aggpercpu",	     OPT_BOOL, AT(aggpercpu), false, "print each CPU's values below an entry"),
	D_("aggrate",	     OPT_RATE, AT(aggrate), true, "least time between snapshots of aggregations"),
	D_("aggsize",	     OPT_SIZE, AT(aggsize), false, "room for each aggregation"),
	D_("aggsortkey",     OPT_BOOL, AT(aggsortkey), true, "sort aggregations by key"),
	D_("aggsortkeypos",  OPT_NUM,  AT(aggsortkeypos), true, "key to begin with when sorting"),
	D_("aggsortpos",     OPT_NUM,  AT(aggsortpos), true, "aggregation of a printa() to sort by"),
	D_("aggsortrev",     OPT_BOOL, AT(aggsortrev), true, "sort the other way round"),
	D_("aggzoom",	     OPT_BOOL, AT(aggzoom), true, "bars of histograms against the largest row, not the total"),
	D_("amin",	     OPT_STABILITY, AT(amin), false, "least stability that a program may have: Evolving/Evolving/Common"),
	D_("argref",	     OPT_BOOL, AT(argref), false, "no error for arguments that are not used"),
	D_("bpflog",	     OPT_BOOL, AT(bpflog), false, "show what the kernel's verifier says of each program"),
	D_("bpflogsize",     OPT_SIZE, NOWHERE, false, "no effect: the verifier's log has the room that it needs"),
	OUTSIDE_("btfpath", OPT_WORD, AT(btfpath), "file of the kernel's types, BTF by itself or in an object"),
	WORD_("bufpolicy",   OPTION_FOR_D, AT(bufpolicy), policies, "switch, fill or ring"),
	WORD_("bufresize",   OPTION_FOR_D, AT(bufresize), resizes, "sizes that do not fit: auto halves them, manual ends"),
	D_("bufsize",	     OPT_SIZE, AT(bufsize), false, "room for records"),
	WORD_("cgroup",	     OPTION_FOR_D | OPTION_FOR_STAP, AT(cgroup), NULL,
	      "events of the processes in this cgroup (a folder, or a process that is in it) and below only"),
	D_("cleanrate",	     OPT_RATE, NOWHERE, false, "no effect: what is freed can be used again at once"),
	D_("core",	     OPT_BOOL, NOWHERE, false, "no effect: ulimit -c says whether sonde may leave a core"),
	D_("cpp",	     OPT_BOOL, OPTION_COMMAND, false, "run the C preprocessor, as -C"),
	OUTSIDE_("cppargs", OPT_WORD, OPTION_COMMAND, "one more argument of the preprocessor"),
	OUTSIDE_("cpphdrs", OPT_BOOL, OPTION_COMMAND, "show included files, as -H"),
	OUTSIDE_("cpppath", OPT_WORD, OPTION_COMMAND, "the preprocessor"),
	D_("cpu",	     OPT_NUM,  AT(cpu_only), false, "trace on this CPU only"),
	D_("ctfpath",	     OPT_WORD, NOWHERE, false, "no effect: types come from BTF, see btfpath"),
	OUTSIDE_("ctypes", OPT_WORD, OPTION_REFUSED, "there are no CTF containers here that could be dumped: types are BTF and D's own"),
	D_("debug",	     OPT_BOOL, NOWHERE, false, "no effect: -vv and --dump show what sonde does"),
	D_("debugassert",    OPT_WORD, NOWHERE, false, "no effect: as debug"),
	D_("defaultargs",    OPT_BOOL, AT(defaultargs), false, "arguments that are missing are 0 or \"\""),
	OUTSIDE_("define", OPT_WORD, OPTION_COMMAND, "NAME[=VALUE]: a macro, as -D"),
	BOTH_("demangle",    AT(demangle), "C++ and Rust names of user stacks and symbols as these languages have them"),
	D_("destructive",    OPT_BOOL, AT(destructive), false, "allow actions that change the system"),
	D_("disasm",	     OPT_NUM,  NOWHERE, false, "no effect: -S has one form, C"),
	D_("dofstashpath",   OPT_WORD, NOWHERE, false, "no effect: marks are read from the files of the programs"),
	D_("droptags",	     OPT_BOOL, AT(droptags), false, "tags in messages about drops"),
	OUTSIDE_("dtypes", OPT_WORD, OPTION_REFUSED, "there are no CTF containers here that could be dumped: types are BTF and D's own"),
	D_("dynvarsize",     OPT_SIZE, AT(dynvarsize), false, "room for self-> and associative arrays"),
	D_("empty",	     OPT_BOOL, AT(empty), false, "allow programs without clauses"),
	WORD_("encoding",    OPTION_FOR_D, AT(encoding), encodings, "ascii or utf8: characters of histograms"),
	D_("errtags",	     OPT_BOOL, AT(errtags), false, "tags in error messages"),
	WORD_("evaltime",    OPTION_FOR_D, AT(evaltime), evaltimes,
	      "where a -c command waits: exec, its libraries' preinit, postinit (its entry), or main"),
	D_("flowindent",     OPT_BOOL, AT(flowindent), true, "indent by entry and return"),
	BOTH_("follow",	     AT(follow), "probes of the target's process fire in its children, too"),
	D_("grabanon",	     OPT_BOOL, NOWHERE, false, "no effect: Linux has no anonymous tracing"),
	OUTSIDE_("incdir", OPT_WORD, OPTION_COMMAND, "folder of included files, as -I"),
	D_("iregs",	     OPT_NUM,  NOWHERE, false, "no effect: clang allots registers"),
	D_("jstackframes",   OPT_NUM,  NOWHERE, false, "no effect: jstack() is ustack(), see ustackframes"),
	D_("jstackstrsize",  OPT_SIZE, NOWHERE, false, "no effect: names of frames are looked up when they are printed"),
	D_("kdefs",	     OPT_BOOL, NOWHERE, false, "no effect: symbols of the kernel are looked up when the program is compiled"),
	D_("knodefs",	     OPT_BOOL, NOWHERE, false, "no effect: as kdefs; a symbol that is not there is an error"),
	WORD_("late",	     OPTION_FOR_D, NOWHERE, lates, "static or dynamic; no effect: translators are expanded when compiled"),
	D_("lazyload",	     OPT_BOOL, NOWHERE, false, "no effect: what -G makes has nothing to load"),
	OUTSIDE_("ldpath", OPT_WORD, NOWHERE, "no effect: -G needs no linker"),
	OUTSIDE_("libdir", OPT_WORD, AT(libdirs), "folder of D library scripts; may be given again"),
	WORD_("linkmode",    OPTION_FOR_D, NOWHERE, linkmodes,
	      "kernel, dynamic or static; no effect: symbols have the addresses of this kernel"),
	D_("linknommap",     OPT_BOOL, NOWHERE, false, "no effect: -G needs no linker"),
	WORD_("linktype",    OPTION_FOR_D, NOWHERE, linktypes, "elf or dof; no effect: -G makes an ELF object"),
	D_("lockmem",	     OPT_LIMIT, AT(lockmem), false, "locked memory that sonde may have, or unlimited"),
	D_("maxframes",	     OPT_NUM,  AT(maxframes), false, "most frames of any stack; of a user stack 1024 at most, of a kernel stack what sysctl perf_event_max_stack says"),
	D_("maxprobes",	     OPT_NUM,  AT(maxprobes), false, "most probes that a program may name"),
	D_("modpath",	     OPT_WORD, NOWHERE, false, "no effect: the kernel itself tells the functions and types of its modules"),
	D_("nolibs",	     OPT_BOOL, AT(nolibs), false, "no library scripts: no types, translators and probes of theirs"),
	D_("noresolve",	     OPT_BOOL, AT(noresolve), false, "no names in user stacks"),
	BOTH_("notimelimits", AT(notimelimits), "no limit to the statements of a handler"),
	BOTH_("nounread",    AT(nounread), "globals that are only written are not printed at the end"),
	D_("nspec",	     OPT_NUM,  AT(nspec), false, "number of speculations"),
	D_("oformat",	     OPT_WORD, NOWHERE, false, "accepted: for text that programs read there is --json"),
	D_("pcapsize",	     OPT_SIZE, AT(pcapsize), false, "bytes of a packet"),
	D_("pgmax",	     OPT_NUM,  NOWHERE, false, "no effect: symbols are kept of every process that was seen"),
	WORD_("place",	     OPTION_FOR_D | OPTION_FOR_STAP, AT(place), places,
	      "auto, kernel or user: where handlers run that could run in either"),
	D_("preallocate",    OPT_SIZE, NOWHERE, false, "no effect: aggsize, bufsize and dynvarsize say what is allotted"),
	D_("printsize",	     OPT_SIZE, AT(printsize), true, "bytes that print() shows"),
	D_("procfspath",     OPT_WORD, NOWHERE, false, "no effect: processes are looked up in /proc"),
	D_("pspec",	     OPT_BOOL, AT(pspec), false, "probe descriptions may lack a body"),
	D_("quiet",	     OPT_BOOL, AT(quiet), true, "print only what the script prints"),
	D_("quietresize",    OPT_BOOL, AT(quietresize), true, "no message about resized buffers"),
	D_("rawbytes",	     OPT_BOOL, AT(rawbytes), true, "trace() dumps everything in hex"),
	D_("scratchsize",    OPT_SIZE, AT(scratchsize), false, "room for alloca() and copyin()"),
	BOTH_("skipbadvars", AT(skipbadvars), "target variables that are not there are 0"),
	D_("specsize",	     OPT_SIZE, AT(specsize), false, "room for a speculation"),
	D_("stackframes",    OPT_NUM,  AT(stackframes), false, "frames of stack()"),
	D_("stackindent",    OPT_NUM,  AT(stackindent), true, "blanks before a frame"),
	D_("statusrate",     OPT_RATE, AT(statusrate), false, "time between checks of the status"),
	OUTSIDE_("stdc", OPT_WORD, OPTION_COMMAND, "a, c, s or t: as -X"),
	D_("strict",	     OPT_BOOL, AT(strict), false, "exit status 3 when events were lost"),
	D_("strip",	     OPT_BOOL, NOWHERE, false, "no effect: what -G makes has nothing to strip"),
	D_("strsize",	     OPT_SIZE, AT(strsize), false, "bytes of a string, its NUL counted"),
	BOTH_("suppresserrors", AT(suppresserrors), "run-time errors are counted, and nothing else"),
	D_("switchrate",     OPT_RATE, AT(switchrate), true, "least time between passes over the buffer"),
	OUTSIDE_("syslibdir", OPT_WORD, AT(syslibdir), "folder of D library scripts instead of the built-in ones"),
	D_("sysslice",	     OPT_BOOL, NOWHERE, false, "no effect: no process is held for being looked at"),
	D_("temporal",	     OPT_BOOL, NOWHERE, false, "accepted: records are in the order of firing anyway"),
	BOTH_("times",	     AT(times), "hits and time of every probe, told at the end"),
	D_("tree",	     OPT_NUM,  NOWHERE, false, "no effect: --dump=ast shows the tree"),
	D_("tregs",	     OPT_NUM,  NOWHERE, false, "no effect: clang allots registers"),
	D_("udefs",	     OPT_BOOL, NOWHERE, false, "no effect: symbols of the process are looked up when the program is compiled"),
	OUTSIDE_("undef", OPT_WORD, OPTION_COMMAND, "as -U"),
	D_("unodefs",	     OPT_BOOL, NOWHERE, false, "no effect: as udefs; a symbol that is not there is an error"),
	WORD_("unwind",	     OPTION_FOR_D | OPTION_FOR_STAP, AT(unwind), unwinds,
	      "auto: user stacks by the objects' call frame information; fp: by frame pointers"),
	D_("useruid",	     OPT_NUM,  NOWHERE, false, "no effect: no process is held for being looked at"),
	D_("ustackframes",   OPT_NUM,  AT(ustackframes), false, "frames of ustack()"),
	D_("verbose",	     OPT_BOOL, OPTION_COMMAND, false, "show the generated C, as -S"),
	D_("version",	     OPT_VERSION, NOWHERE, false, "version of the language, 2.0.7 at most; checked, and no more"),
	D_("zdefs",	     OPT_BOOL, AT(zdefs), false, "descriptions may match nothing"),

	S_("HIST_ELISION",   OPT_INT,  AT(hist_elision), "rows shown around those that are not empty; -1: all"),
	S_("HIST_WIDTH",     OPT_NUM,  AT(hist_width), "columns of a histogram's bars"),
	S_("INTERRUPTIBLE",  OPT_NUM,  NOWHERE, "accepted"),
	S_("KRETACTIVE",     OPT_NUM,  NOWHERE, "accepted: return probes have no such limit here"),
	S_("MAPHASHBIAS",    OPT_WORD, NOWHERE, "accepted"),
	S_("MAXACTION",	     OPT_NUM,  AT(maxaction), "a tenth of the statements of one handler"),
	S_("MAXACTION_INTERRUPTIBLE", OPT_NUM, AT(maxaction_user), "statements of one handler, 10 x MAXACTION if not given"),
	S_("MAXBACKTRACE",   OPT_NUM,  AT(stackframes), "frames of a backtrace"),
	S_("MAXERRORS",	     OPT_NUM,  AT(maxerrors), "run-time errors that do not end the session"),
	S_("MAXMAPENTRIES",  OPT_NUM,  AT(maxmapentries), "elements of an array"),
	S_("MAXNESTING",     OPT_NUM,  AT(maxnesting), "depth of calls"),
	S_("MAXSKIPPED",     OPT_NUM,  AT(maxskipped), "firings that may be skipped before the session ends"),
	S_("MAXSTRINGLEN",   OPT_NUM,  AT(strsize), "bytes of a string, its NUL counted"),
	S_("MAXTRACE",	     OPT_NUM,  AT(stackframes), "frames of a backtrace"),
	S_("MAXTRYLOCK",     OPT_NUM,  AT(maxtrylock), "how often a handler tries to have its variables for itself, before it is skipped"),
	S_("MAXUPROBES",     OPT_NUM,  NOWHERE, "accepted"),
	S_("MINSTACKSPACE",  OPT_NUM,  NOWHERE, "accepted"),
	S_("STAP_CALLEE_MATCHALL", OPT_BOOL, NOWHERE, "accepted"),
	S_("STP_ALIBI",	     OPT_BOOL, NOWHERE, "accepted"),
	S_("STP_MAXMEMORY",  OPT_NUM,  NOWHERE, "accepted"),
	S_("STP_NO_OVERLOAD", OPT_BOOL, NOWHERE, "accepted"),
	S_("STP_OVERLOAD_INTERVAL", OPT_NUM, NOWHERE, "accepted"),
	S_("STP_OVERLOAD_THRESHOLD", OPT_NUM, NOWHERE, "accepted"),
	S_("STP_PROCFS_BUFSIZE", OPT_NUM, NOWHERE, "accepted"),
	S_("STP_TIMING",     OPT_BOOL, AT(times), "as -t"),
	S_("TRYLOCKDELAY",   OPT_NUM,  AT(trylockdelay), "microseconds between these"),
};
enum { NROWS = sizeof(rows) / sizeof(*rows) };

static const uint64_t KB = 1024, MB = 1024 * 1024, SECOND = 1000000000;

void options_init(struct options *o, unsigned langs)
{
	*o = (struct options){
		.strsize = 256, .bufsize = 4 * MB, .aggsize = 4 * MB, .dynvarsize = MB,
		.specsize = 4 * MB, .scratchsize = 256, .printsize = 8 * KB, .pcapsize = 1518,
		.stackframes = 20, .ustackframes = 100, .maxframes = 127, .nspec = 1,
		.stackindent = 14, .maxprobes = 500000, .maxmapentries = 2048, .maxaction = 1000, .maxskipped = 100, .maxtrylock = 1000, .trylockdelay = 10,
		.hist_width = 50, .hist_elision = 2,
		.statusrate = SECOND, .bufpolicy = "switch", .bufresize = "auto", .place = "auto", .unwind = "auto",
	};
	if (langs & OPTION_FOR_STAP) {
		o->strsize = 512;
		o->ustackframes = 20;
	}
}

uint64_t options_max_actions(const struct options *o)
{
	uint64_t n;

	if (o->notimelimits)
		return INT64_MAX;
	if (o->maxaction_user)
		return o->maxaction_user;
	return __builtin_mul_overflow(o->maxaction, 10, &n) ? UINT64_MAX : n;
}

bool options_few_actions(const struct options *o)
{
	enum { FEW = 1000 };

	return options_max_actions(o) < FEW;
}

const struct option_row *option_find(const char *name)
{
	for (unsigned i = 0; i < NROWS; i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}

const struct option_row *option_next(unsigned *it)
{
	return *it < NROWS ? &rows[(*it)++] : NULL;
}

/* ---- values ---- */
static bool parse_number(const char **s, uint64_t *ret)
{
	char *end;

	if (!isdigit((unsigned char)**s))
		return false;
	errno = 0;
	*ret = strtoull(*s, &end, 0);
	*s = end;
	return errno == 0;
}

static bool parse_num(const char *s, uint64_t *ret)
{
	return parse_number(&s, ret) && *s == '\0';
}

static bool parse_int(const char *s, int64_t *ret)
{
	bool minus = *s == '-';
	uint64_t n;

	if (!parse_num(s + minus, &n) || n > INT64_MAX)
		return false;
	*ret = minus ? -(int64_t)n : (int64_t)n;
	return true;
}

bool option_parse_size(const char *s, uint64_t *ret)
{
	static const char units[] = "kmgt";
	uint64_t n, scale = 1;

	if (!parse_number(&s, &n))
		return false;
	if (*s) {
		const char *u = strchr(units, tolower((unsigned char)*s));

		if (!u || s[1])
			return false;
		scale <<= 10 * (u - units + 1);
	}
	return !__builtin_mul_overflow(n, scale, ret);
}

bool option_parse_rate(const char *s, uint64_t *ret_ns)
{
	static const struct {
		const char *name;
		uint64_t ns;
	} units[] = {
		{ "", 1 }, { "ns", 1 }, { "nsec", 1 }, { "us", 1000 }, { "usec", 1000 },
		{ "ms", 1000000 }, { "msec", 1000000 }, { "s", 1000000000 }, { "sec", 1000000000 },
		{ "m", 60000000000 }, { "min", 60000000000 }, { "h", 3600000000000 },
		{ "hour", 3600000000000 }, { "d", 86400000000000 }, { "day", 86400000000000 },
	};
	uint64_t n;

	if (!parse_number(&s, &n))
		return false;
	if (strcasecmp(s, "hz") == 0) {
		if (n == 0)
			return false;
		*ret_ns = 1000000000 / n;
		return true;
	}
	for (unsigned i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (strcasecmp(s, units[i].name) == 0)
			return !__builtin_mul_overflow(n, units[i].ns, ret_ns);
	return false;
}

static bool one_of(const char *s, const char *const *words)
{
	for (; *words; words++)
		if (strcasecmp(s, *words) == 0)
			return true;
	return false;
}

/* any number is on, 0 too: observed, D reference 9.3 */
static bool parse_bool(const char *s, bool *ret)
{
	static const char *const on[] = { "yes", "on", "true", "set", "enable", "enabled", NULL };
	static const char *const off[] = { "no", "off", "false", "unset", "disable", "disabled", "", NULL };
	uint64_t n;

	*ret = one_of(s, on) || parse_num(s, &n);
	return *ret || one_of(s, off);
}

/* words are kept as the table's own text, so that options live longer than the command line */
static bool parse_word(const char *const *words, const char *s, const char **ret)
{
	for (; *words; words++)
		if (strcasecmp(s, *words) == 0) {
			*ret = *words;
			return true;
		}
	return false;
}

/* major.minor[.micro], none that is still to come */
static bool is_version(const char *s)
{
	unsigned major, minor, micro = 0;
	int end = 0;

	if (sscanf(s, "%u.%u%n.%u%n", &major, &minor, &end, &micro, &end) < 2 || s[end])
		return false;
	return major < 2 || (major == 2 && !minor && micro <= 7);
}

static bool parse_value(const struct option_row *row, void *at, const char *value)
{
	switch (row->kind) {
	case OPT_BOOL:
		return parse_bool(value, at);
	case OPT_SIZE:
		return option_parse_size(value, at);
	case OPT_NUM:
		return parse_num(value, at);
	case OPT_INT:
		return parse_int(value, at);
	case OPT_RATE:
		return option_parse_rate(value, at);
	case OPT_WORD:
		if (row->words)
			return parse_word(row->words, value, at);
		*(const char **)at = value;	/* borrowed */
		return true;
	case OPT_STABILITY:
		return stability_parse(value, at);
	case OPT_VERSION:
		return is_version(value);
	case OPT_LIMIT:
		*(uint64_t *)at = UINT64_MAX;
		return !strcasecmp(value, "unlimited") || option_parse_size(value, at);
	}
	return false;
}

const char *option_expects(struct arena *a, const struct option_row *row)
{
	static const char *const texts[] = {
		[OPT_BOOL] = "on or off", [OPT_SIZE] = "bytes, as in 512, 64k or 4m", [OPT_NUM] = "a number",
		[OPT_INT] = "a number",
		[OPT_RATE] = "a rate or a time, as in 10hz, 5s or 200ms", [OPT_WORD] = "a word",
		[OPT_STABILITY] = "stabilities, as in Stable/Stable/Common", [OPT_VERSION] = "a version, as in 2.0",
		[OPT_LIMIT] = "bytes, as in 64m, or unlimited",
	};
	const char *text = NULL;

	for (const char *const *w = row->words; w && *w; w++)
		text = text ? arena_printf(a, "%s%s%s", text, w[1] ? ", " : " or ", *w) : *w;
	return text ? text : texts[row->kind];
}

int options_set(struct options *o, const char *name, const char *value)
{
	const struct option_row *row = option_find(name);
	union { uint64_t n; const char *s; } dropped;

	if (!row)
		return -ENOENT;
	if (!value && row->kind != OPT_BOOL)
		return -EINVAL;
	if (!value)
		value = "on";
	if (row->offset == OPTION_REFUSED)
		return -EOPNOTSUPP;
	if (row->offset == NOWHERE || row->offset == OPTION_COMMAND)
		return parse_value(row, &dropped, value) ? 0 : -EINVAL;
	union {
		uint64_t n;
		bool b;
		const char *s;
		struct stability stability;
	} v;

	if (!parse_value(row, &v, value))
		return -EINVAL;
	if (row->offset == AT(libdirs)) {	/* one more of them */
		if (o->nlibdirs == sizeof(o->libdirs) / sizeof(o->libdirs[0]))
			return -EINVAL;
		o->libdirs[o->nlibdirs++] = v.s;
		return 0;
	}
	memcpy((char *)o + row->offset, &v, row->kind == OPT_BOOL ? sizeof(v.b) :
	       row->kind == OPT_STABILITY ? sizeof(v.stability) : sizeof(v));
	if (row->offset == AT(cpu_only))
		o->has_cpu = true;
	return 0;
}
