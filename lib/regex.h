/*
 * regex.h - regular expressions over bytes: compiled to a table, groups found by a second walk
 *
 * The dialect of SystemTap's =~ (POSIX extended, with (?: )): leftmost, longest; no back-references.
 * The table answers "does it match anywhere" in one pass over the text, groups take the program (an NFA); in BPF
 * both are walked alike (bpf/emit_regex.c).
 */
#ifndef SONDE_REGEX_H
#define SONDE_REGEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct regex_insn;

enum { REGEX_END = 256 };	/* symbol behind the last byte of the text */
enum { REGEX_DEAD, REGEX_FOUND, REGEX_START };	/* states: never, already, at the beginning */

struct regex {
	unsigned  nstates, nclasses;
	uint8_t	  classes[257];		/* bytes that no transition tells apart, and REGEX_END */
	uint16_t *next;			/* [state * nclasses + class]; REGEX_FOUND stays where it is */
	unsigned  ngroups;		/* with the whole match, number 0 */
	const struct regex_insn *insns;
	unsigned  ninsns, start;
};

struct regex_span { int start, end; };	/* bytes; -1: the group took no part */

/*
 * regex_compile - all in the arena
 * @at: on an error, where in the text. Returns NULL with the reason in *why.
 */
const struct regex *regex_compile(struct arena *a, const char *s, size_t len, size_t *at, const char **why);

bool regex_test(const struct regex *re, const char *s, size_t n);
/* groups of the leftmost, longest match, the first alternative and the greedy repetition preferred */
bool regex_groups(const struct regex *re, struct arena *temp, const char *s, size_t n, struct regex_span *ret);

#endif
