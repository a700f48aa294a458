/*
 * bundle.c - -m NAME saves NAME.sonde; sonde run NAME.sonde runs it without clang (lang/bundle.h)
 *
 * While a program that will be saved is compiled, what the outside answers is kept. When it is run,
 * the same questions get the same answers, so the same C text comes out; where they could be wrong
 * here they are checked: facilities of the kernel are tried, arguments of probes are compared with
 * this kernel's. A text that differs is compiled anew if there is a clang, else it is an error.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "cmd/run_int.h"
#include "lib/arena.h"
#include "lib/btf.h"

/* ---- making one ---- */
static void keep_strings(struct arena *a, const char *const *from, size_t n, struct bundle *b, int kind)
{
	for (size_t i = 0; i < n; i++) {
		if (kind == 'a')
			vec_push(a, &b->args, from[i]);
		else if (kind == 'o')
			vec_push(a, &b->options, from[i]);
		else
			vec_push(a, &b->defines, from[i]);
	}
}

static void keep_features(struct run *r, struct bundle *b)
{
	for (int f = 0; f < FEAT_COUNT_; f++)
		if (r->features.known[f] && f != FEAT_clang && f != FEAT_root)
			vec_push(r->job->arena, &b->features,
				 arena_printf(r->job->arena, "%c%s", r->features.known[f] > 0 ? '+' : '-',
					      feature_name((enum feature)f)));
}

static void fill(struct run *r, struct bundle *b, struct utsname *u)
{
	struct job *j = r->job;

	*b = (struct bundle){
		.form = form_names[j->form], .lang = r->compile.front->name, .script = r->compile.script_name,
		.release = u->release, .maker = "sonde " SONDE_VERSION, .guru = j->guru, .matches = r->answers,
		.c_text = buf_str(&r->c_text), .c_len = r->c_text.len, .obj = r->obj, .obj_size = r->obj_size,
	};
	for (size_t i = 0; i < r->compile.units.n; i++) {
		const struct unit *from = &r->compile.units.v[i];

		vec_push(j->arena, &b->units, ((struct bundle_unit){ from->src->name, from->src->text, from->src->len,
								     from->is_file, from->desc_kind }));
	}
	keep_strings(j->arena, j->args.v, j->args.n, b, 'a');
	keep_strings(j->arena, j->options.v, j->options.n, b, 'o');
	keep_strings(j->arena, j->defines.v, j->defines.n, b, 'd');
	keep_features(r, b);
	b->types = btf_bytes_read(r->world.kernel, &b->types_size);
}

static int write_file(struct job *j, const char *path, const struct buf *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	ssize_t n = fd < 0 ? -1 : write(fd, bytes->s, bytes->len);
	int err = n == (ssize_t)bytes->len ? 0 : n < 0 ? -errno : -ENOSPC;

	if (fd >= 0 && close(fd) && !err)
		err = -errno;
	if (!err)
		return 0;
	if (fd >= 0)	/* half of a bundle is worse than none */
		unlink(path);
	return diag_sys(&j->diag, err, "cannot write %s", path);
}

/* the name that stap gives, too: people copy NAME.ko to where staprun runs it */
static const char *name_module(struct job *j, const char *path)
{
	const char *ko = arena_printf(j->arena, "%s.ko", j->module);

	unlink(ko);
	if (!link(path, ko))
		return ko;
	if (j->verbose)
		fprintf(stderr, "no %s: %s\n", ko, strerror(errno));
	return path;
}

int bundle_save(struct run *r)
{
	struct job *j = r->job;
	struct buf bytes = BUF_INIT;
	const char *path = arena_printf(j->arena, "%s.sonde", j->module);
	struct bundle b;
	struct utsname u;

	uname(&u);
	fill(r, &b, &u);
	bundle_write(&b, &bytes);

	int err = write_file(j, path, &bytes);

	buf_fini(&bytes);
	if (!err && j->form == FORM_STAP)
		path = name_module(j, path);
	if (!err && j->last_pass == 4)
		puts(path);
	return err ? status_refused(j) : 0;
}

/* ---- running one ---- */
/*
 * Facilities that the program stands on are tried again; those that it does without stay unused. But for
 * kprobes: where no function can be probed a program is written for them all the same, for a kernel that can.
 */
static int pin_features(struct run *r)
{
	struct job *j = r->job;
	const struct bundle *b = j->bundle;

	for (size_t i = 0; i < b->features.n; i++) {
		const char *name = b->features.v[i];
		int f = feature_find(name + (*name != 0));

		if (f < 0)
			continue;
		if (*name == '-') {
			if (f != FEAT_kprobe)
				r->features.known[f] = -1;
			continue;
		}
		if (feature_has(&r->features, (enum feature)f))
			continue;
		diag_sys(&j->diag, feature_error(&r->features, (enum feature)f),
			 "the bundle was made with %s, which this kernel does not have: %s", feature_name((enum feature)f),
			 feature_text((enum feature)f));
		diag_hint(&j->diag, "what it would take: %s; or make the bundle on this kernel",
			  feature_remedy(&r->features, (enum feature)f));
		return status_refused(j);
	}
	return 0;
}

static struct type_source *no_module(struct world *w, const char *name)
{
	(void)w;
	(void)name;
	return NULL;
}

int bundle_begin(struct run *r)
{
	struct job *j = r->job;
	struct bundle *b = j->bundle;

	if (!b && !j->module)
		return 0;
	r->world.any_target = true;
	r->world.stand_in = NULL;	/* it is for kernels that let functions be probed, too */
	r->world.log = b ? &b->matches : &r->answers;
	if (!b)
		return 0;
	b->matches.replay = true;
	if (b->types) {
		struct type_source *ts = btf_bytes(j->arena, b->types, b->types_size);

		if (!ts) {
			diag_sys(&j->diag, -errno, "the types in the bundle cannot be read");
			return status_refused(j);
		}
		btf_source_free(r->world.kernel);
		r->world.kernel = ts;
		r->world.module = no_module;	/* a module's types go with its kernel's */
	}
	return pin_features(r);
}

static const char *arg_text(struct arena *a, const struct arg *arg)
{
	return arena_printf(a, "%s%s%s", arg->type ? type_str(a, arg->type) : "long", *arg->name ? " " : "", arg->name);
}

/* the first argument that is another here; NULL: none */
static const char *compare_args(struct arena *a, const struct arg_list *made, const struct arg_list *here,
				unsigned read)
{
	for (size_t i = 0; i < made->args.n; i++) {
		if (made->args.v[i].slot < PROBE_SLOTS && !(read & 1u << made->args.v[i].slot))
			continue;

		const char *was = arg_text(a, &made->args.v[i]);

		if (i >= here->args.n)
			return arena_printf(a, "it has no argument '%s' here", was);
		const char *is = arg_text(a, &here->args.v[i]);

		if (strcmp(is, was) != 0 || made->args.v[i].slot != here->args.v[i].slot)
			return arena_printf(a, "argument %zu is '%s' here, and was '%s'", i + 1, is, was);
	}
	return NULL;
}

/* slots that the clauses of a probe read */
static unsigned slots_read(const struct run *r, const struct probe *p)
{
	unsigned read = 0;

	for (size_t i = 0; i < r->emit.groups.n; i++)
		for (size_t k = 0; k < r->emit.groups.v[i]->probes.n; k++)
			if (r->emit.groups.v[i]->probes.v[k] == p)
				read |= r->emit.groups.v[i]->arg_mask;
	return read;
}

/* types came from the bundle: are the probes' arguments the same with this kernel's? */
static int check_args(struct run *r)
{
	struct job *j = r->job;
	struct world here = r->world;
	int status = 0;

	if (!j->bundle->types)
		return 0;
	here.kernel = btf_kernel(j->arena);
	for (size_t i = 0; i < r->compile.prog->probes.n && !status && here.kernel; i++) {
		const struct probe *p = r->compile.prog->probes.v[i];
		struct arg_list list = { 0 };
		const char *why = NULL;

		if (p->args && p->args->typed && p->provider->args(&here, p, &list) >= 0)
			why = compare_args(j->arena, p->args, &list, slots_read(r, p));
		if (!why)
			continue;
		diag_sys(&j->diag, 0, "%s: %s", p->point ? p->point : probe_str(j->arena, p), why);
		diag_hint(&j->diag, "the bundle was made on Linux %s; make it anew on this kernel", j->bundle->release);
		status = status_refused(j);
	}
	btf_source_free(here.kernel);
	return status;
}

/* number of the script's line at a place of the C text, by its #line; 0: in no script */
static unsigned script_line(const char *text, size_t at)
{
	unsigned line = 0;

	for (const char *p = text; p && p < text + at; p = strchr(p, '\n'), p = p ? p + 1 : NULL)
		if (!strncmp(p, "#line ", 6))
			line = strstr(p, "\"<") == p + 6 + strspn(p + 6, "0123456789") + 1 ? 0 : (unsigned)atoi(p + 6);
	return line;
}

static int text_differs(struct run *r)
{
	struct job *j = r->job;
	const struct bundle *b = j->bundle;
	const char *text = buf_str(&r->c_text);
	size_t at = 0;
	char *clang = cc_find(NULL);

	if (clang) {
		free(clang);
		if (j->verbose)
			fprintf(stderr, "The bundle was made where things are different: compiling it anew.\n");
		return compile_c(r);
	}
	while (at < r->c_text.len && at < b->c_len && text[at] == b->c_text[at])
		at++;
	unsigned line = script_line(text, at);
	size_t from = at;

	while (from && text[from - 1] != '\n')
		from--;
	if (j->verbose)
		fprintf(stderr, "The bundle has: %.*s\nhere it is:     %.*s\n", (int)strcspn(b->c_text + from, "\n"),
			b->c_text + from, (int)strcspn(text + from, "\n"), text + from);

	diag_sys(&j->diag, 0, "the bundle does not fit: it was made by %s on Linux %s%s", b->maker, b->release,
		 line ? arena_printf(j->arena, ", and line %u comes out different", line) : "");
	diag_hint(&j->diag, "make it anew on this kernel, or install clang here: then it is compiled again");
	return status_refused(j);
}

int bundle_check(struct run *r)
{
	const struct bundle *b = r->job->bundle;
	struct pass p = pass_begin();
	int status = check_args(r);

	if (status)
		return status;
	if (r->c_text.len != b->c_len || memcmp(buf_str(&r->c_text), b->c_text, b->c_len) != 0)
		return text_differs(r);
	r->obj = xmalloc(b->obj_size);
	r->obj_size = b->obj_size;
	memcpy(r->obj, b->obj, b->obj_size);
	pass_end(r->job, 4, &p, false, "using the bundle's object (%zu bytes)", r->obj_size);
	return 0;
}
