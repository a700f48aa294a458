/*
 * option.h - run-time options: -O, D's -x and #pragma D option, SystemTap's -D limits; one row each
 */
#ifndef SONDE_OPTION_H
#define SONDE_OPTION_H

#include <stdbool.h>
#include <stdint.h>
#include "lang/stability.h"

struct arena;
struct buf;

enum opt_kind { OPT_BOOL, OPT_SIZE /* bytes, k m g t */, OPT_NUM, OPT_INT /* signed */, OPT_RATE /* to ns */, OPT_WORD,
		OPT_STABILITY /* Name/Data/Class */, OPT_VERSION /* of the language */,
		OPT_LIMIT /* a size, or unlimited */ };

/* every value; units as in the kind. Defaults are D's or SystemTap's by options_init(). */
struct options {
	/* sizes in bytes */
	uint64_t strsize, bufsize, aggsize, dynvarsize, specsize, scratchsize, printsize, pcapsize;
	/* counts */
	uint64_t stackframes, ustackframes, maxframes, nspec, stackindent, maxprobes, maxmapentries,
		 maxaction, maxnesting, maxerrors, maxskipped, maxtrylock, trylockdelay, aggsortpos, aggsortkeypos, cpu_only,
		 maxaction_user, hist_width;
	int64_t  hist_elision;		/* -1: every row */
	/* ns */
	uint64_t aggrate, switchrate, statusrate;
	bool	 quiet, flowindent, destructive, aggsortkey, aggsortrev, aggzoom, agghist, aggpack, aggpercpu,
		 rawbytes, noresolve, demangle,
		 zdefs, defaultargs, argref, errtags, droptags, quietresize, empty, pspec, strict, json,
		 nounread, skipbadvars, suppresserrors, notimelimits, times, monitor,
		 nopeek,	/* of a bundle: handlers in user space do not read the kernel's memory */
		 follow, bpflog;
	const char *bufpolicy;		/* "switch", "fill", "ring" */
	const char *bufresize;		/* "auto", "manual" */
	const char *place;		/* "auto", "kernel", "user": who runs what both executors can */
	const char *cgroup;		/* events of its processes only: a folder, or the number of a process in it; NULL: any */
	const char *encoding;		/* NULL, "ascii", "utf8": characters of histograms */
	const char *evaltime;		/* D: where a command that we start waits; NULL: as its form has it */
	const char *btfpath;		/* file of the kernel's types; NULL: the kernel's own */
	const char *syslibdir;		/* D: folder instead of the built-in library scripts; NULL: none */
	uint64_t lockmem;		/* bytes; 0: as it is */
	const char *unwind;		/* "auto"; "fp": user stacks by frame pointers, as the kernel walks them */
	struct stability amin;		/* D: what a program may not be below */
	bool	 has_cpu;		/* cpu_only was given */
	bool	 nolibs;		/* D: no library scripts */
	const char *libdirs[16];	/* D: folders of the users' library scripts, in order; borrowed */
	unsigned nlibdirs;
};

struct option_row {
	const char *name;	/* D's name, or SystemTap's -D name in capitals */
	enum opt_kind kind;
	unsigned    offset;	/* in struct options, or one of enum option_place */
	unsigned    langs;
	bool	    dynamic;	/* may change while tracing (setopt) */
	const char *help;
	const char *const *words;	/* OPT_WORD: what it may be, ended by NULL; NULL: anything */
	bool	    outside;	/* not by #pragma: the command line's alone */
};

enum option_place {
	OPTION_NOWHERE = ~0u >> 1,	/* accepted; help says why it has no effect */
	OPTION_COMMAND = OPTION_NOWHERE - 1,	/* the command line heeds it */
	OPTION_REFUSED = OPTION_NOWHERE - 2,	/* help says why */
};

enum lang_bits { OPTION_FOR_D = 1, OPTION_FOR_STAP = 2 };

void options_init(struct options *o, unsigned langs);
/*
 * options_set - set by name; @value NULL means "on"
 * Returns 0, -ENOENT (no such option), -EINVAL (bad value), -EOPNOTSUPP (refused; the row's help says why).
 */
int options_set(struct options *o, const char *name, const char *value);
const struct option_row *option_find(const char *name);
const struct option_row *option_next(unsigned *it);
/* "bytes, as in 64k or 4m": what the option takes, for messages; static or in the arena */
const char *option_expects(struct arena *a, const struct option_row *row);

/* statements and rounds of loops that one handler may execute, wherever it runs (SystemTap, 6.5) */
uint64_t options_max_actions(const struct options *o);
/* ... so few that a handler without loops may reach them: they are looked at outside of loops, too */
bool options_few_actions(const struct options *o);
enum { ACTIONS_UNSEEN = 10 };	/* statements in a row after which they are looked at there */

/* the value syntaxes by themselves; false: bad text */
bool option_parse_size(const char *s, uint64_t *ret);
bool option_parse_rate(const char *s, uint64_t *ret_ns);	/* 10ms 5s 97hz; no suffix: ns */

#endif
