/*
 * main.c - which form, its flags, the job; nothing else happens here
 */
#include <string.h>
#include <unistd.h>
#include "cmd/job.h"
#include "lib/arena.h"

struct form_row {
	const char *word;		/* first argument, or the name of a link */
	enum form form;
	const struct flag *flags;
	bool mixed;			/* flags may follow operands */
	const char *usage;
};

static const struct form_row forms[] = {
	[FORM_SONDE] = { "sonde", FORM_SONDE, flags_sonde, false,
		"usage: sonde [options] SCRIPT [args]        a .d or .stp file, - for standard input\n"
		"       sonde [options] -e 'PROGRAM' [args]\n"
		"       sonde -l PATTERN | -L PATTERN        list probes | with their arguments\n"
		"       sonde doctor                         what this kernel allows\n"
		"       sonde dtrace ... | sonde stap ...    with the options of dtrace or stap\n\n" },
	[FORM_DTRACE] = { "dtrace", FORM_DTRACE, flags_dtrace, true,
		"usage: dtrace [options] [-s SCRIPT] [-n 'PROBE /predicate/ { actions }'] [args]\n\n" },
	[FORM_STAP] = { "stap", FORM_STAP, flags_stap, true,
		"usage: stap [options] FILE [args] | - [args] | -e 'TEXT' [args] | -l POINT\n\n" },
};

int usage_print(const struct job *j, FILE *out)
{
	fputs(forms[j->form].usage, out);
	args_usage(forms[j->form].flags, out);
	return STATUS_OK;
}

int version_print(const struct job *j)
{
	switch (j->form) {
	case FORM_SONDE:
		puts("sonde " SONDE_VERSION);
		break;
	case FORM_DTRACE:
		puts("dtrace: D 2.0.7");
		break;
	case FORM_STAP:
		puts("Systemtap translator/driver (version 5.6, sonde " SONDE_VERSION ")");
		break;
	}
	return STATUS_OK;
}

static const struct form_row *by_word(const char *word)
{
	for (unsigned i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (!strcmp(forms[i].word, word))
			return &forms[i];
	return NULL;
}

static const struct form_row *pick(int *argc, char ***argv)
{
	const char *slash = strrchr((*argv)[0], '/');
	const struct form_row *f = by_word(slash ? slash + 1 : (*argv)[0]);

	if (f && f->form != FORM_SONDE)
		return f;
	f = *argc > 1 ? by_word((*argv)[1]) : NULL;
	if (!f || f->form == FORM_SONDE)
		return &forms[FORM_SONDE];
	++*argv;
	--*argc;
	return f;
}

/* the script, when no program text was given: the first operand */
static int take_script(struct job *j)
{
	if (j->form == FORM_DTRACE || j->list)
		return 0;
	for (size_t i = 0; i < j->texts.n; i++)
		if (j->texts.v[i].kind != 'E')
			return 0;
	if (!j->args.n)
		return 0;
	vec_push(j->arena, &j->texts, ((struct text){ .text = j->args.v[0], .is_file = true }));
	j->args.v++;
	j->args.n--;
	return 0;
}

static int nothing_to_do(struct job *j)
{
	if (j->form == FORM_STAP) {
		fputs("A script must be specified.\nTry '-i' for building a script interactively.\n"
		      "Try '--help' for more information. [man stap]\n", stderr);
		return STATUS_SCRIPT;
	}
	if (j->form == FORM_DTRACE && (j->args.n || j->options.n || j->verbose)) {
		fputs("dtrace: no probes specified\n", stderr);
		return STATUS_SCRIPT;
	}
	usage_print(j, stderr);
	return j->form == FORM_DTRACE ? STATUS_SYSTEM : STATUS_SCRIPT;
}

static int work(struct job *j)
{
	if (j->list)
		return list_run(j);
	take_script(j);
	if (!j->texts.n)
		return nothing_to_do(j);
	if (j->command && j->pid)
		return args_wrong(j, "You can't specify -c and -%c together.", j->form == FORM_DTRACE ? 'p' : 'x');
	return job_run(j);
}

static void start_messages(struct job *j)
{
	static const enum diag_style styles[] = {
		[FORM_SONDE] = DIAG_SONDE, [FORM_DTRACE] = DIAG_DTRACE, [FORM_STAP] = DIAG_STAP,
	};
	const char *no = getenv("NO_COLOR");

	j->diag.style = styles[j->form];
	j->diag.color = j->color == COLOR_ALWAYS ||
			(j->color == COLOR_AUTO && j->form == FORM_SONDE && isatty(2) && !(no && *no));
}

int main(int argc, char **argv)
{
	const struct form_row *f = pick(&argc, &argv);
	struct job j = { .form = f->form, .name = f->word, .arena = arena_new(), .last_pass = 5 };
	int status;

	diag_init(&j.diag, stderr);
	if (f->form == FORM_SONDE && argc > 1 && !strcmp(argv[1], "doctor")) {
		status = args_parse(&j, flags_doctor, argc - 2, argv + 2, true);
		if (!status && !j.dry)
			status = doctor_run(&j);
	} else {
		status = args_parse(&j, f->flags, argc - 1, argv + 1, f->mixed);
		start_messages(&j);
		if (!status && !j.dry)
			status = work(&j);
	}
	arena_free(j.arena);
	return status;
}
