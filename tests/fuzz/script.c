/*
 * script.c - see script.h
 */
#include <stdlib.h>
#include "lib/arena.h"
#include "tests/fuzz/script.h"
#include "tests/tools/fakes.h"

void script_init(struct script *s, const char *text, size_t size, bool is_file)
{
	struct arena *a = arena_new();

	*s = (struct script){ .nowhere = fopen("/dev/null", "we") };
	if (!s->nowhere)
		abort();
	options_init(&s->opt, OPTION_FOR_D);
	diag_init(&s->diag, s->nowhere);
	s->world = (struct world){ .arena = a, .diag = &s->diag, .options = &s->opt, .target = 42, .next_id = 1 };
	fake_world(&s->world);
	s->c = (struct compile){ .arena = a, .diag = &s->diag, .options = &s->opt, .world = &s->world,
				 .front = &frontend_d, .script_name = "fuzz" };

	struct unit u = { .src = source_new(a, "fuzz", text, size), .is_file = is_file };

	vec_push(a, &s->c.units, u);
}

void script_fini(struct script *s)
{
	fclose(s->nowhere);
	arena_free(s->c.arena);
}
