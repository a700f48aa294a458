/*
 * langcase.c - one language case: a script to its prog, its tree or its diagnostics, on fakes
 *
 *	langcase [-nPmfi] [-g] [-s ast|typed|prog] [-x opt[=val]] [-t PID] [-l LANG] [-d d|s] FILE [ARG...]
 *
 * Prints the wanted stage to standard output, diagnostics to standard error. Exit status: 0, 1 for
 * diagnostics, 2 for a wrong command line. The part of FILE from the first line that begins with
 * a comment with >>> on is the expectation, not script; it is cut off.
 */
#include <getopt.h>
#include <string.h>
#include "lang/front.h"
#include "lib/arena.h"
#include "tests/tools/fakes.h"

struct job {
	const char *lang, *stage, *path;
	struct options opt;
	int desc_kind;
	bool text;		/* program text, as with -n */
	bool guru;
	pid_t target;
	enum diag_style style;
};

static int usage(void)
{
	fputs("usage: langcase [-nPmfi] [-g] [-s ast|prog] [-x opt=val] [-t pid] [-l lang] file [arg...]\n", stderr);
	return 2;
}

static bool set_option(struct job *j, const char *arg)
{
	const char *eq = strchr(arg, '=');
	char *name = eq ? strndup(arg, (size_t)(eq - arg)) : strdup(arg);
	int err = options_set(&j->opt, name, eq ? eq + 1 : NULL);

	free(name);
	return !err;
}

static bool parse_args(struct job *j, int argc, char **argv)
{
	const char *stap = NULL;

	for (int i = 1; i < argc; i++)
		stap = strstr(argv[i], ".stp") ? argv[i] : stap;
	options_init(&j->opt, stap ? OPTION_FOR_STAP : OPTION_FOR_D);
	for (int c; (c = getopt(argc, argv, "+nPmfigqs:x:t:l:d:")) != -1;) {
		switch (c) {
		case 'n': case 'P': case 'm': case 'f': case 'i': j->text = true; j->desc_kind = c; break;
		case 'g': j->guru = true; break;
		case 'q': break;
		case 's': j->stage = optarg; break;
		case 'x':
			if (!set_option(j, optarg))
				return false;
			break;
		case 't': j->target = (pid_t)atoi(optarg); break;
		case 'l': j->lang = optarg; break;
		case 'd': j->style = *optarg == 'd' ? DIAG_DTRACE : *optarg == 's' ? DIAG_STAP : DIAG_SONDE; break;
		default: return false;
		}
	}
	j->path = argv[optind];
	return j->path;
}

static size_t script_len(const char *text, size_t len)
{
	const char *p = memmem(text, len, "\n/* >>>", 7);

	return p ? (size_t)(p - text) + 1 : len;
}

static const char *base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static int run(struct compile *c, const char *stage)
{
	struct buf out = BUF_INIT;
	bool ast = !strcmp(stage, "ast");
	void *tree = ast ? c->front->parse(c) : NULL;
	int status = ast ? !tree || diag_failed(c->diag) : compile_run(c, !strcmp(stage, "typed") ? 2 : 3) != 0;

	if (!ast && !status)		/* what passes 3 to 5 refuse, too: all of it */
		for (int pass = 3; pass <= 5; pass++)
			status |= compile_refused(c, pass);
	if (!status && ast && c->front->dump_ast)
		c->front->dump_ast(tree, &out);
	else if (!status)
		prog_print(c->prog, &out);
	fputs(buf_str(&out), stdout);
	buf_fini(&out);
	return status;
}

int main(int argc, char **argv)
{
	struct job j = { .stage = "prog", .target = 42 };
	struct arena *a = arena_new();
	struct diag diag;

	if (!parse_args(&j, argc, argv)) {
		arena_free(a);
		return usage();
	}
	struct source *whole = source_read(a, j.path);

	if (!whole) {
		fprintf(stderr, "langcase: cannot read %s\n", j.path);
		arena_free(a);
		return 2;
	}
	diag_init(&diag, stderr);
	diag.style = j.style;

	struct world w = { .arena = a, .diag = &diag, .options = &j.opt, .target = j.target, .next_id = 1 };
	struct compile c = {
		.arena = a, .diag = &diag, .options = &j.opt, .world = &w, .args = (const char *const *)argv + optind + 1,
		.nargs = (unsigned)(argc - optind - 1), .script_name = base(j.path), .guru = j.guru,
	};
	struct unit u = { .is_file = !j.text, .desc_kind = j.desc_kind };

	fake_world(&w);
	u.src = source_new(a, base(j.path), whole->text, script_len(whole->text, whole->len));
	c.front = front_pick(j.lang, j.path, u.src->text, u.src->len);
	vec_push(a, &c.units, u);

	int status = run(&c, j.stage);

	arena_free(a);
	return status;
}
