/*
 * fuzz_stap.c - any bytes as a SystemTap script, down to the laid-out program
 *
 * One provider has every shape of point that matters: with and without arguments, return probes,
 * plain arguments.
 */
#include <stdio.h>
#include <string.h>
#include "lang/front.h"
#include "lib/glob.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct provider fake;
static const char *const names[] = { "read", "write", "open" };

static int fake_match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	const char *pattern = d->ncomps > 1 ? d->comps[1].name : "*";
	int n = 0;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!glob_match(pattern, names[i]))
			continue;
		struct probe *p = probe_new(w, &fake, "syscall", "vmlinux", names[i], "entry");

		p->point = d->text;
		p->is_return = d->form->tag;
		n++;
		if (found(p, ctx))
			break;
	}
	return n;
}

static int fake_args(struct world *w, const struct probe *p, struct arg_list *ret)
{
	struct arg fd = { .name = "fd", .type = &type_int32 };
	struct arg buf = { .name = "buf", .type = type_ptr(w->arena, &type_char), .slot = 1, .user = true };

	ret->typed = true;
	vec_push(w->arena, &ret->args, fd);
	vec_push(w->arena, &ret->args, buf);
	if (p->is_return)
		ret->ret = &type_int64;
	return 0;
}

static const struct point_form forms[] = {
	{ "begin", 0 }, { "begin(number)", 0 }, { "end", 0 }, { "timer.s(number)", 0 },
	{ "syscall.*", 0 }, { "syscall.*.return", 1 }, { "kernel.function(string)", 0 }, { NULL, 0 },
};

static const struct provider fake = {
	.name = "fake", .forms = forms, .where = IN_KERNEL | IN_USER, .match = fake_match,
	.args = fake_args, .script_args = true, .entry_values = true,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct provider *const providers[] = { &fake, NULL };
	static const char *const args[] = { "1", "two words", "$1", "x" };
	FILE *null = fopen("/dev/null", "w");
	struct arena *a = arena_new();
	struct options o;
	struct diag d;

	diag_init(&d, null);
	options_init(&o, OPTION_FOR_STAP);
	struct world w = { .arena = a, .diag = &d, .options = &o, .providers = providers };
	struct compile c = { .arena = a, .diag = &d, .options = &o, .world = &w, .front = &frontend_stap,
			     .args = args, .nargs = 4, .script_name = "fuzz", .guru = true };
	struct unit u = { .src = source_new(a, "fuzz", (const char *)data, size), .is_file = true };

	vec_push(a, &c.units, u);
	compile_run(&c, 3);
	vec_fini(&w.caches);
	arena_free(a);
	fclose(null);
	return 0;
}
