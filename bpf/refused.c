/*
 * refused.c - probes of a SystemTap script that could not be armed, and what that means for the session
 */
#include <errno.h>
#include <string.h>
#include "bpf/refused.h"
#include "bpf/session.h"
#include "lib/diag.h"

enum { TOLD = 8 };		/* of one pattern's thousands that many are told by name, but for -v */

const char *session_probe_name(const struct session *s, const struct probe *p)
{
	return s->prog->lang == LANG_STAP && p->point ? p->point : probe_str(s->world->arena, p);
}

bool session_tolerates(const struct session *s)
{
	return s->prog->lang == LANG_STAP;
}

static const struct refused *find(const struct session *s, const struct probe *p)
{
	for (size_t i = 0; i < s->refused.n; i++)
		if (s->refused.v[i].probe == p)
			return &s->refused.v[i];
	return NULL;
}

void session_refuse(struct session *s, const struct refused *r)
{
	if (!find(s, r->probe))
		vec_push(NULL, &s->refused, *r);
}

int session_fail(struct session *s, const struct refused *r)
{
	if (!session_tolerates(s))
		return session_report(s, r);
	session_refuse(s, r);
	return 0;
}

/* without functions at all, begin and a timer that prints have nothing to tell of: the script did not mean them alone */
static bool goes_on(const struct session *s, bool missing)
{
	for (size_t i = 0; i < s->prog->probes.n; i++) {
		const struct probe *p = s->prog->probes.v[i];
		const struct refused *r = find(s, p);

		if (p->role == ROLE_END || p->role == ROLE_ERROR || p->role == ROLE_NEVER)
			continue;
		if (r ? r->partly : !missing || (p->role == ROLE_EVENT && p->provider->where & IN_KERNEL))
			return true;
	}
	return false;
}

static void hint(struct session *s, const struct refused *r)
{
	for (size_t i = 0; i < sizeof(r->hints) / sizeof(*r->hints) && r->hints[i]; i++)
		diag_hint(s->diag, "%s", r->hints[i]);
}

static bool same_hints(const struct refused *a, const struct refused *b)
{
	for (size_t i = 0; i < sizeof(a->hints) / sizeof(*a->hints); i++)
		if (!a->hints[i] != !b->hints[i] || (a->hints[i] && strcmp(a->hints[i], b->hints[i])))
			return false;
	return true;
}

static void tell(struct session *s, size_t from)
{
	const struct refused *last = NULL;
	size_t told = 0, more = 0;

	for (size_t i = from; i < s->refused.n; i++) {
		const struct refused *r = &s->refused.v[i];

		if (r->probe->optional)
			continue;
		if (told == TOLD && !s->verbose) {
			more++;
			continue;
		}
		if (last && !same_hints(last, r))
			hint(s, last);
		diag_warn(s->diag, (struct span){ 0 }, "probe %s registration error [man warning::pass5] (rc %d)",
			  session_probe_name(s, r->probe), r->err);
		last = r;
		told++;
	}
	if (last)
		hint(s, last);
	if (more)
		diag_warn(s->diag, (struct span){ 0 }, "%zu more probes have registration errors; -v names them", more);
}

int session_report(struct session *s, const struct refused *r)
{
	diag_sys(s->diag, r->missing ? 0 : r->err == -524 ? -EOPNOTSUPP : r->err, "%s", r->error);
	hint(s, r);
	return r->err;
}

int session_refused(struct session *s)
{
	size_t from = s->nrefused_told;
	bool missing = false;

	if (from == s->refused.n)
		return 0;
	for (size_t i = 0; i < s->refused.n; i++)
		missing |= s->refused.v[i].missing;
	s->nrefused_told = s->refused.n;
	if (!goes_on(s, missing))
		return session_report(s, &s->refused.v[from]);
	tell(s, from);
	return 0;
}
