/*
 * armed.c - by which of the kernel's ways the probes of a run were armed, for -vv
 *
 * Ways have the names of the rows of bpf/feature.def, as `sonde doctor` shows them.
 */
#include <string.h>
#include "bpf/armed.h"
#include "bpf/session.h"

void session_armed(struct session *s, enum feature way, const char *what, const struct probe *first, size_t n)
{
	for (size_t i = 0; i < s->armed.n; i++) {
		struct armed *a = &s->armed.v[i];

		if (a->way == way && !strcmp(a->what, what)) {
			a->n += n;
			return;
		}
	}
	vec_push(NULL, &s->armed, ((struct armed){ way, what, first, n }));
}
