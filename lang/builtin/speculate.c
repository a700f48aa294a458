/*
 * speculate.c - D's speculations: records that wait for commit() or discard() (D reference, 11.6)
 *
 * The state of each speculation is a word that handlers and session share (struct rt_control). A clause
 * that speculates marks its records with the number; the session keeps those (bpf/keep.c) until the
 * record of a commit() or discard() comes, and then frees the number.
 */
#include "lang/builtin/body.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

static int end(struct runtime *rt, int64_t id, bool commit)
{
	if (id && rt->ops->spec_end)
		rt->ops->spec_end(rt, (unsigned)id, commit);
	return FAULT_NONE;
}

USER(user_commit) { return end(rt, args[0].i, true); }
USER(user_discard) { return end(rt, args[0].i, false); }

const struct builtin builtins_speculate[] = {
	{ "speculation", LANG_D, "int ()", "rt_speculation()", NULL, 0,
	  "number of a new speculation, 0 when none is free", .rt = "spec" },
	/* lowered to a condition: where it is 0, the clause ends */
	{ "speculate", LANG_D, "int (int)", "($f->spec = rt_speculate($1))", NULL, B_SPECULATES,
	  "keep back what the rest of the clause records", .rt = "spec" },
	{ "commit", LANG_D, "void (int)", NULL, user_commit, B_COMMITS,
	  "give out what a speculation kept back" },
	{ "discard", LANG_D, "void (int)", NULL, user_discard, B_DISCARDS,
	  "throw away what a speculation kept back" },
	/* what commit() and discard() are given: the number, or 0 when there is nothing to end */
	{ "$commit", LANG_D, "int (int)", "rt_spec_end($f, $1, RT_SPEC_COMMITS)", NULL, B_FAULTS,
	  "a speculation takes no more: it is to be given out", .rt = "spec" },
	{ "$discard", LANG_D, "int (int)", "rt_spec_end($f, $1, RT_SPEC_DISCARDS)", NULL, B_FAULTS,
	  "a speculation takes no more: it is to be thrown away", .rt = "spec" },
	{ 0 }
};
