/*
 * input.c - input.char and input.line: what comes on standard input fires handlers
 *
 * Semantics: SystemTap reference, 3.8; stapprobes(3stap), INPUT PROBES. A last line without its end
 * is given as it is. A terminal keeps its line mode: characters arrive when a line is complete.
 */
#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include "bpf/session.h"
#include "lang/option.h"
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/diag.h"

extern const struct provider provider_input;

enum { F_CHAR, F_LINE };

static const struct point_form forms[] = { { "input.char", F_CHAR }, { "input.line", F_LINE }, { NULL, 0 } };

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	static const char *const names[] = { "char", "line" };

	if (!d->form)
		return 0;

	struct probe *p = probe_new(w, &provider_input, "input", "", "", names[d->form->tag]);

	p->point = arena_printf(w->arena, "input.%s", p->name);
	p->text_var = p->name;
	p->text_given = true;
	p->key = (uint64_t)d->form->tag;
	found(p, ctx);
	return 1;
}

/* ---- the session ---- */
static void fire(struct session *s, uint64_t kind, const char *text, size_t n)
{
	for (size_t i = 0; i < s->prog->probes.n && !s->stopping; i++) {
		const struct probe *p = s->prog->probes.v[i];

		if (p->provider == &provider_input && p->key == kind)
			session_fire_text(s, p, text, n, NULL);
	}
}

/* lines that are complete; at the end of the input the rest, too. MAXSTRINGLEN cuts long ones in pieces */
static void take_lines(struct session *s, struct buf *b, bool end)
{
	size_t most = s->opt->strsize > 1 ? (size_t)s->opt->strsize - 1 : 1, at = 0;

	while (at < b->len && !s->stopping) {
		const char *nl = memchr(b->s + at, '\n', b->len - at);
		size_t n = nl ? (size_t)(nl - (b->s + at)) + 1 : b->len - at;

		if (!nl && !end && n < most)
			break;
		n = n < most ? n : most;
		fire(s, F_LINE, b->s + at, n);
		at += n;
	}
	memmove(b->s, b->s + at, b->len - at);
	b->len -= at;
}

static void on_ready(struct session *s, int fd, void *ctx)
{
	char text[4096];
	ssize_t n = read(STDIN_FILENO, text, sizeof(text));
	struct buf *line = ctx;

	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	for (ssize_t i = 0; i < n && !s->stopping; i++)
		fire(s, F_CHAR, &text[i], 1);
	if (n > 0)
		buf_add(line, text, (size_t)n);
	if (line->len)
		take_lines(s, line, n <= 0);
	if (n <= 0)
		session_unwatch(s, fd);
}

static int start(struct session *s)
{
	s->input = xcalloc(1, sizeof(struct buf));

	/* epoll does not take files: there always is something to read, as with this */
	int fd = lseek(STDIN_FILENO, 0, SEEK_CUR) >= 0 ? eventfd(1, EFD_CLOEXEC) : STDIN_FILENO;

	if (fd < 0)
		return diag_sys(s->diag, -errno, "cannot read standard input");
	if (fd != STDIN_FILENO)
		session_own_fd(s, fd);
	return session_watch(s, fd, on_ready, s->input);
}

static void detach(struct session *s)
{
	if (s->input)
		buf_fini(s->input);
	free(s->input);
	s->input = NULL;
}

const struct provider provider_input = {
	.name = "input",
	.type = "procfs",
	.forms = forms,
	.where = IN_USER,
	.help = "characters and lines of standard input (SystemTap)",
	.match = match,
	.start = start,
	.detach = detach,
};
