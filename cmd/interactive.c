/*
 * interactive.c - sonde -i: a prompt that takes one-liners of either language, and commands
 *
 * A program is run by a child, so ^C ends it and not the prompt, and whatever it leaves behind is
 * gone with it. Lines go on while braces or quotes are open. Commands are stap -i's (SystemTap
 * reference, 6.1), with a buffer that "add" fills and "run" runs.
 */
#include <ctype.h>
#include <errno.h>
#include <histedit.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include "bpf/world.h"
#include "cmd/interactive.h"
#include "lib/arena.h"
#include "lib/buf.h"

struct prompt {
	struct job *job;
	EditLine *el;		/* NULL: the input is no terminal */
	History *history;
	char *history_path;
	struct buf line;	/* as far as it was typed */
	struct buf script;	/* of add, load */
	bool more;		/* a program goes on */
	bool cancelled;		/* ^C: what was typed does not count */
	bool quit;
};

/* ---- lines ---- */
/* are braces, parentheses, quotes or a comment still open? */
static bool is_open(const char *p)
{
	int depth = 0;


	for (; *p; p++) {
		if (*p == '"') {
			for (p++; *p && *p != '"'; p++)
				p += *p == '\\' && p[1];
			if (!*p)
				return true;
		} else if (*p == '/' && p[1] == '*') {
			p = strstr(p + 2, "*/");
			if (!p)
				return true;
			p++;
		} else if (*p == '{' || *p == '(') {
			depth++;
		} else if (*p == '}' || *p == ')') {
			depth--;
		}
	}
	return depth > 0;
}

static struct prompt *prompt_of(EditLine *el)
{
	void *p = NULL;

	el_get(el, EL_CLIENTDATA, &p);
	return p;
}

static char *prompt_text(EditLine *el)
{
	static char first[] = "sonde> ", stap[] = "stap> ", more[] = "  ...> ";
	struct prompt *p = prompt_of(el);

	return p->more ? more : p->job->form == FORM_STAP ? stap : first;
}

/* the terminal's interrupt key; returns what it was. ^C is for the program that runs, and the editor's in between */
static cc_t set_interrupt(cc_t key)
{
	struct termios t;

	if (tcgetattr(STDIN_FILENO, &t))
		return key;
	cc_t was = t.c_cc[VINTR];

	t.c_cc[VINTR] = key;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &t);
	return was;
}

/* false: the end of the input */
static bool read_line(struct prompt *p, struct buf *line)
{
	int n = 0;

	buf_reset(line);
	if (p->el) {
		cc_t key = set_interrupt(_POSIX_VDISABLE);
		const char *text = el_gets(p->el, &n);

		set_interrupt(key);
		if (!text || n <= 0)
			return false;
		buf_add(line, text, (size_t)n);
	} else {
		char *text = NULL;
		size_t room = 0;
		ssize_t got = getline(&text, &room, stdin);

		if (got > 0)
			buf_add(line, text, (size_t)got);
		free(text);
		if (got <= 0)
			return false;
	}
	while (line->len && isspace((unsigned char)line->s[line->len - 1]))
		line->s[--line->len] = 0;
	return true;
}

/* ---- running ---- */
/* returns its exit status; -1: it did not come to one */
static int run_child(struct prompt *p, int (*work)(struct job *), const char *text)
{
	fflush(NULL);

	pid_t pid = fork();
	int status = -1;

	if (!pid) {
		struct job j = *p->job;

		j.diag.errors = j.diag.sys_errors = j.diag.warnings = 0;	/* a command's before it is not the program's */
		signal(SIGINT, SIG_DFL);
		signal(SIGQUIT, SIG_DFL);
		memset(&j.texts, 0, sizeof(j.texts));
		memset(&j.patterns, 0, sizeof(j.patterns));
		if (work == list_run)
			vec_push(j.arena, &j.patterns, text);
		else
			vec_push(j.arena, &j.texts, ((struct text){ .text = text }));
		exit(work(&j));
	}
	if (pid < 0)
		diag_sys(&p->job->diag, -errno, "cannot start another process");
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* ---- commands ---- */
static void show_help(struct prompt *p, const char *name);

static void do_list(struct prompt *p, const char *arg)
{
	unsigned n = 1;

	if (*arg) {
		run_child(p, list_run, arg);
		return;
	}
	for (const char *at = buf_str(&p->script); *at; n++) {
		size_t len = strcspn(at, "\n");

		printf("%u  %.*s\n", n, (int)len, at);
		at += len + (at[len] == '\n');
	}
}

static void do_list_args(struct prompt *p, const char *arg)
{
	p->job->list_args = true;
	run_child(p, list_run, arg);
	p->job->list_args = false;
}

static void do_add(struct prompt *p, const char *arg)
{
	buf_printf(&p->script, "%s\n", arg);
}

/* N, N-M, or all */
static void do_delete(struct prompt *p, const char *arg)
{
	char *end;
	unsigned long from = strtoul(arg, &end, 10), to = *end == '-' ? strtoul(end + 1, &end, 10) : from, n = 1;
	struct buf left = BUF_INIT;

	if (!*arg || !strcmp(arg, "all")) {
		buf_reset(&p->script);
		return;
	}
	if (*end || !from) {
		puts("delete N, delete N-M or delete all");
		return;
	}
	for (const char *at = buf_str(&p->script); *at; n++) {
		size_t len = strcspn(at, "\n");

		if (n < from || n > to)
			buf_printf(&left, "%.*s\n", (int)len, at);
		at += len + (at[len] == '\n');
	}
	buf_fini(&p->script);
	p->script = left;
}

static void do_load(struct prompt *p, const char *arg)
{
	struct source *src = source_read(p->job->arena, arg);

	if (!src) {
		diag_sys(&p->job->diag, -errno, "cannot read %s", arg);
		return;
	}
	buf_reset(&p->script);
	buf_add(&p->script, src->text, src->len);
	if (p->script.len && p->script.s[p->script.len - 1] != '\n')
		buf_putc(&p->script, '\n');
}

static void do_save(struct prompt *p, const char *arg)
{
	FILE *f = fopen(arg, "we");

	if (f)
		fputs(buf_str(&p->script), f);
	if (!f || fclose(f))
		diag_sys(&p->job->diag, -errno, "cannot write %s", arg);
}

static void do_edit(struct prompt *p, const char *arg)
{
	const char *editor = getenv("EDITOR");
	char path[] = "/tmp/sonde-edit-XXXXXX";
	int fd = mkstemp(path);
	struct buf command = BUF_INIT;

	(void)arg;
	if (fd < 0)
		return;
	if (write(fd, buf_str(&p->script), p->script.len) == (ssize_t)p->script.len) {
		buf_printf(&command, "%s %s", editor && *editor ? editor : "vi", path);
		if (!system(command.s))
			do_load(p, path);
		buf_fini(&command);
	}
	close(fd);
	unlink(path);
}

static void do_run(struct prompt *p, const char *arg)
{
	(void)arg;
	if (p->script.len)
		run_child(p, job_run, buf_str(&p->script));
	else
		puts("there is nothing to run: add lines, or load a file");
}

/* set verbose 1, set guru on, set strsize 1024, set -v style flags by their words */
static void do_set(struct prompt *p, const char *arg)
{
	struct job *j = p->job;
	size_t n = strcspn(arg, " =");
	const char *name = arena_strndup(j->arena, arg, n), *value = arg + n + strspn(arg + n, " =");
	bool on = !*value || !strcmp(value, "on") || !strcmp(value, "1") || !strcmp(value, "true");

	if (!strcmp(name, "verbose") || !strcmp(name, "v"))
		j->verbose = *value ? atoi(value) : 1;
	else if (!strcmp(name, "guru") || !strcmp(name, "destructive"))
		j->guru = on;
	else if (!strcmp(name, "lang"))
		j->lang = !strcmp(value, "d") || !strcmp(value, "stap") ? arena_strdup(j->arena, value) : NULL;
	else if (option_find(name))
		set_option(j, *value ? arena_printf(j->arena, "%s=%s", name, value) : name);
	else
		printf("there is no option %s: verbose, guru, lang, and those of -O\n", name);
}

static void do_show(struct prompt *p, const char *arg)
{
	const struct job *j = p->job;

	(void)arg;
	printf("verbose=%d\nguru=%s\nlang=%s\n", j->verbose, j->guru ? "on" : "off", j->lang ? j->lang : "found out");
	for (size_t i = 0; i < j->options.n; i++)
		puts(j->options.v[i]);
}

static void do_sample(struct prompt *p, const char *arg)
{
	(void)p;
	(void)arg;
	puts("no examples are installed");
}

static void do_quit(struct prompt *p, const char *arg)
{
	(void)arg;
	p->quit = true;
}

static const struct command {
	const char *name, *args, *help;
	void (*run)(struct prompt *p, const char *arg);
} commands[] = {
	{ "?", "[NAME]", "short for help", show_help },
	{ "help", "[NAME]", "this list, or what a builtin, provider or option is", show_help },
	{ "list", "[PATTERN]", "probes that match; without a pattern the buffer's lines", do_list },
	{ "args", "PATTERN", "the same, with arguments and types", do_list_args },
	{ "add", "TEXT", "add a line to the buffer", do_add },
	{ "delete", "N|N-M|all", "remove lines from the buffer", do_delete },
	{ "load", "FILE", "a file into the buffer", do_load },
	{ "save", "FILE", "the buffer into a file", do_save },
	{ "edit", "", "the buffer in $EDITOR", do_edit },
	{ "run", "", "run the buffer", do_run },
	{ "set", "NAME [VALUE]", "an option: verbose, guru, lang, those of -O", do_set },
	{ "show", "", "the options", do_show },
	{ "sample", "", "search examples", do_sample },
	{ "quit", "", "leave, as ^D does", do_quit },
	{ "exit", "", "leave", do_quit },
};
enum { NCOMMANDS = sizeof(commands) / sizeof(commands[0]) };

static void show_help(struct prompt *p, const char *name)
{
	const struct option_row *row = option_find(name);

	(void)p;
	if (*name) {
		bool any = builtin_show(name);

		for (const struct provider *const *pr = all_providers; *pr; pr++) {
			if (strcmp((*pr)->name, name) != 0)
				continue;
			any = true;
			printf("%-24s provider: %s\n", name, (*pr)->help);
		}
		if (row)
			printf("%-24s option: %s\n", name, row->help);
		if (!any && !row)
			printf("nothing is known of %s\n", name);
		return;
	}
	puts("A D or SystemTap program is run at once; ^C ends it. Tab completes. Commands:");
	for (unsigned i = 0; i < NCOMMANDS; i++)
		printf("  %-8s%-14s %s\n", commands[i].name, commands[i].args, commands[i].help);
}

/* a command is a word of the table with nothing behind it that only a program has */
static const struct command *command_of(const char *line, size_t n)
{
	for (unsigned i = 0; i < NCOMMANDS; i++)
		if (strlen(commands[i].name) == n && !strncmp(commands[i].name, line, n))
			return &commands[i];
	return NULL;
}

static const struct command *find_command(const char *line, size_t *n)
{
	*n = 0;
	while (isalpha((unsigned char)line[*n]) || line[*n] == '?')
		++*n;
	return line[*n] && line[*n] != ' ' ? NULL : command_of(line, *n);
}

/* the head of a clause or probe whose body stands on the next line */
static bool is_head(const char *p)
{
	static const char *const heads[] = { "BEGIN", "END", "ERROR", "tick-", "profile-", "probe ", "function " };
	bool head = strchr(p, ':');

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		head |= !strncmp(p, heads[i], strlen(heads[i]));
	return head && !strchr(p, '{') && !strchr(p, ';');
}

/* does what was typed go on? */
static bool goes_on(const char *line)
{
	size_t n;

	line += strspn(line, " \t\n");
	return !find_command(line, &n) && (is_head(line) || is_open(line));
}

static void carry_out(struct prompt *p, const char *line)
{
	size_t n;

	line += strspn(line, " \t\n");

	const struct command *c = find_command(line, &n);

	if (c)
		c->run(p, line + n + strspn(line + n, " "));
	else if (*line && run_child(p, job_run, line) == STATUS_SCRIPT && !strchr(line, '{'))
		puts("this is no command, and no program either; help lists the commands");
}

/* ---- completion ---- */
static void print_candidates(const struct candidates *c)
{
	size_t width = 0, column = 0;

	for (size_t i = 0; i < c->v.n; i++)
		width = strlen(c->v.v[i]) > width ? strlen(c->v.v[i]) : width;
	putchar('\n');
	for (size_t i = 0; i < c->v.n; i++) {
		printf("%-*s", (int)width + 2, c->v.v[i]);
		column += width + 2;
		if (column + width + 2 > 100 || i + 1 == c->v.n) {
			putchar('\n');
			column = 0;
		}
	}
	if (c->v.n >= CANDIDATES_MAX)
		puts("... and more");
	fflush(stdout);
}

static unsigned char complete(EditLine *el, int key)
{
	const struct prompt *p = prompt_of(el);
	const LineInfo *l = el_line(el);
	const char *start = l->cursor, *names[NCOMMANDS + 1] = { NULL };
	struct candidates c = { .arena = arena_new() };
	unsigned char ret = CC_REDISPLAY;

	(void)key;
	while (start > l->buffer && !strchr(" \t{}(;,", start[-1]))
		start--;
	for (unsigned i = 0; i < NCOMMANDS; i++)
		names[i] = commands[i].name;

	size_t n = (size_t)(l->cursor - start);

	complete_word(start, n, start == l->buffer && !p->more, names, &c);
	if (c.common > n) {
		const char *rest = arena_strndup(c.arena, c.v.v[0] + n, c.common - n);

		el_insertstr(el, rest);
		ret = CC_REFRESH;
	} else if (c.v.n > 1) {
		print_candidates(&c);
	} else {
		ret = CC_ERROR;
	}
	arena_free(c.arena);
	return ret;
}

/* ---- the prompt ---- */
/* ^C, while a line is typed */
static unsigned char cancel(EditLine *el, int key)
{
	(void)key;
	prompt_of(el)->cancelled = true;
	fputs("^C\n", stdout);
	fflush(stdout);
	el_insertstr(el, "\n");
	return CC_NEWLINE;
}

static void open_editor(struct prompt *p)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	struct buf path = BUF_INIT;
	HistEvent ev;

	p->el = el_init("sonde", stdin, stdout, stderr);
	p->history = history_init();
	if (!p->el || !p->history)
		return;
	history(p->history, &ev, H_SETSIZE, 1000);
	history(p->history, &ev, H_SETUNIQUE, 1);
	if (state && *state == '/')
		buf_printf(&path, "%s/sonde_history", state);
	else if (home && *home == '/')
		buf_printf(&path, "%s/.sonde_history", home);
	if (path.len) {
		p->history_path = xstrdup(path.s);
		history(p->history, &ev, H_LOAD, p->history_path);
	}
	buf_fini(&path);
	el_set(p->el, EL_CLIENTDATA, p);
	el_set(p->el, EL_PROMPT, prompt_text);
	el_set(p->el, EL_EDITOR, "emacs");
	el_set(p->el, EL_SIGNAL, 0);
	el_set(p->el, EL_HIST, history, p->history);
	el_set(p->el, EL_ADDFN, "complete", "complete a name", complete);
	el_set(p->el, EL_BIND, "^I", "complete", NULL);
	el_set(p->el, EL_ADDFN, "cancel", "forget the line", cancel);
	el_set(p->el, EL_BIND, "^C", "cancel", NULL);
	el_set(p->el, EL_BIND, "^R", "em-inc-search-prev", NULL);
	el_source(p->el, NULL);
	puts("sonde " SONDE_VERSION "; help lists the commands, ^D leaves");
}

static void close_editor(struct prompt *p)
{
	HistEvent ev;

	if (p->history && p->history_path) {
		mode_t old = umask(077);

		history(p->history, &ev, H_SAVE, p->history_path);
		umask(old);
	}
	if (p->history)
		history_end(p->history);
	if (p->el)
		el_end(p->el);
	free(p->history_path);
}

static void remember(struct prompt *p, const char *text)
{
	struct buf one = BUF_INIT;
	HistEvent ev;

	if (!p->history || !*text)
		return;
	for (; *text; text++)
		buf_putc(&one, *text == '\n' ? ' ' : *text);
	history(p->history, &ev, H_ENTER, one.s);
	buf_fini(&one);
}

int interactive_run(struct job *j)
{
	struct prompt p = { .job = j };
	struct buf line = BUF_INIT;

	signal(SIGINT, SIG_IGN);	/* it is for the program that runs */
	signal(SIGQUIT, SIG_IGN);
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		open_editor(&p);
	while (!p.quit && read_line(&p, &line)) {
		if (p.cancelled) {
			p.cancelled = p.more = false;
			buf_reset(&p.line);
			continue;
		}
		buf_printf(&p.line, "%s%s", p.more ? "\n" : "", buf_str(&line));
		p.more = goes_on(buf_str(&p.line)) && line.len;	/* an empty line ends it */
		if (p.more)
			continue;
		remember(&p, buf_str(&p.line));
		carry_out(&p, buf_str(&p.line));
		buf_reset(&p.line);
	}
	close_editor(&p);
	buf_fini(&line);
	buf_fini(&p.line);
	buf_fini(&p.script);
	return STATUS_OK;
}
