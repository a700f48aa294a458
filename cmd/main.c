/*
 * main.c - which form, its flags, the job; nothing else happens here
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>
#include "cmd/run_int.h"
#include "lib/arena.h"

struct form_row {
	const char *word;		/* first argument, or the name of a link */
	enum form form;
	const struct flag *flags;
};

static const struct form_row forms[] = {
	[FORM_SONDE] = { "sonde", FORM_SONDE, flags_sonde },
	[FORM_DTRACE] = { "dtrace", FORM_DTRACE, flags_dtrace },
	[FORM_STAP] = { "stap", FORM_STAP, flags_stap },
};

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
	/* -W error: some write it as with a compiler */
	if (j->fatal_warnings && j->args.n && !strcmp(j->args.v[0], "error") && access("error", F_OK)) {
		j->args.v++;
		j->args.n--;
	}
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
	if (j->make) {
		fprintf(stderr, "dtrace: -%c requires one or more scripts or enabling options\n",
			j->make == MAKE_HEADER ? 'h' : 'G');
		return STATUS_SYSTEM;
	}
	if (j->form == FORM_DTRACE && j->anonymous) {
		fputs("dtrace: could not enable tracing: no anonymous tracing state: no driver starts at boot (-A, -a)\n",
		      stderr);
		return STATUS_SCRIPT;
	}
	if (j->form == FORM_DTRACE && (j->args.n || j->options.n > j->nenv || j->verbose)) {
		options_init(&j->opt, OPTION_FOR_D);
		for (size_t i = 0; i < j->options.n; i++)
			if (option_take(j, j->options.v[i]))
				return STATUS_SCRIPT;
		fputs("dtrace: no probes specified\n", stderr);
		return STATUS_SCRIPT;
	}
	usage_print(j, stderr);
	return j->form == FORM_DTRACE ? STATUS_SYSTEM : STATUS_SCRIPT;
}

/* stap's -E adds to a script */
static bool has_script(const struct job *j)
{
	for (size_t i = 0; i < j->texts.n; i++)
		if (!j->texts.v[i].kind)
			return true;
	return false;
}

/* flags that do not go together; 0 or the status to exit with */
static int conflicts(struct job *j)
{
	bool listing = j->list || j->table, script = has_script(j);

	if (j->mixed_dump)
		return args_wrong(j, "ERROR: only one of the -l/-L/--dump-* switches may be specified");
	if (listing && script && j->form != FORM_DTRACE)
		return args_wrong(j, "Cannot specify a script with -l/-L/--dump-* switches.");
	if (listing && j->pass_given)
		return args_wrong(j, "Cannot specify -p with -l/-L/--dump-* switches.");
	if (listing && j->interactive)
		return args_wrong(j, "Cannot specify -i with -l/-L/--dump-* switches.");
	if (j->command && j->pid)
		return args_wrong(j, "You can't specify -c and -%c together.", j->form == FORM_DTRACE ? 'p' : 'x');
	if (j->guru && j->privilege && strcmp(j->privilege, "stapdev") != 0)
		return args_wrong(j, "You can't specify -g and --privilege=%s together.", j->privilege);
	if (j->no_time_limits && !j->guru)
		return args_wrong(j, "ERROR: --suppress-time-limits requires guru mode (-g)");
	if (j->buffered && (j->list || j->output || j->make == MAKE_OBJECT))
		return args_wrong(j, "-B goes with none of -G, -l, -o");
	if (j->rotate_bytes && !j->output)
		return args_wrong(j, "You have to specify output FILE with '-S' option.");
	return 0;
}

static int work(struct job *j)
{
	int status = conflicts(j);

	if (status)
		return status;
	if (j->version)
		return version_print(j);
	if (j->table)
		return tables_run(j);
	if (j->list)
		return list_run(j);
	if (j->interactive)
		return interactive_run(j);
	take_script(j);
	if (!j->texts.n || (j->form == FORM_STAP && !has_script(j)))
		return nothing_to_do(j);
	return job_run(j);
}

/* words that stand for another kind of work: sonde WORD ... */
static const struct verb {
	const char *word;
	const struct flag *flags;
	int (*run)(struct job *j);
	const char *usage;		/* NULL: that of the others */
} verbs[] = {
	{ "doctor", flags_doctor, doctor_run },
	{ "run", flags_run, bundle_run, "sonde run [options] NAME.sonde [VAR=VALUE ...]" },
	{ "show", flags_recorder, recorder_show },
	{ "attach", flags_recorder, recorder_attach },
	{ "stop", flags_recorder, recorder_stop },
};

/* a link named staprun: sonde run with staprun's flags (SystemTap reference, 6.9) */
static const struct verb staprun = { "staprun", flags_staprun, staprun_run,
				     "staprun [options] MODULE [VAR=VALUE ...]" };

static const struct verb *verb_of(const struct form_row *f, int argc, char **argv)
{
	const char *slash = strrchr(argv[0], '/');

	if (!strcmp(slash ? slash + 1 : argv[0], staprun.word))
		return &staprun;
	for (unsigned i = 0; f->form == FORM_SONDE && argc > 1 && i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (!strcmp(argv[1], verbs[i].word))
			return &verbs[i];
	return NULL;
}

/*
 * A standard stream that was closed must not become a map of ours that text is then written to. Those in
 * its place refuse what would go the usual way, so that lost output is an error as ever.
 */
static void open_streams(void)
{
	static const int modes[] = { O_WRONLY, O_RDONLY, O_RDWR };

	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", modes[fd]) != fd)
			_exit(STATUS_SYSTEM);
}

/* listings and dumps are output, too: what is lost of it is an error */
static int said_all(const struct job *j, int status)
{
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	if (status == STATUS_OK && errno != EPIPE) {	/* a reader that left has what it wanted */
		fprintf(stderr, "%s: cannot write the output: %s\n", j->name, strerror(errno));
		status = j->form == FORM_SONDE ? STATUS_SYSTEM : STATUS_SCRIPT;
	}
	return status;
}

int main(int argc, char **argv)
{
	const struct form_row *f = pick(&argc, &argv);
	const struct verb *verb = verb_of(f, argc, argv);
	struct job j = { .form = f->form, .flags = verb ? verb->flags : f->flags, .name = f->word, .arena = arena_new(),
			 .last_pass = 5 };
	int status;

	open_streams();
	signal(SIGXFSZ, SIG_IGN);	/* a file at its limit is an error of write(), of the cache's too */
	diag_init(&j.diag, stderr);
	if (verb) {
		j.verb_usage = verb->usage ? verb->usage : "sonde WORD [options] [NAME]";
		int skip = verb == &staprun ? 1 : 2;

		if (verb == &staprun) {
			j.form = FORM_STAP;
			j.name = verb->word;
			j.runner = RUN_STAPRUN;
		}
		status = args_parse(&j, verb->flags, argc - skip, argv + skip);
	} else {
		status = f->form == FORM_STAP ? rc_parse(&j, f->flags) : f->form == FORM_DTRACE ? dtrace_env(&j) : 0;
		if (!status)
			status = args_parse(&j, f->flags, argc - 1, argv + 1);
	}
	start_messages(&j);
	if (j.form == FORM_DTRACE)	/* scripts leave the tracer out by its name */
		prctl(PR_SET_NAME, "dtrace");
	if (!status && !j.dry)
		status = verb ? verb->run(&j) : work(&j);
	arena_free(j.arena);
	return said_all(&j, status);
}
