/*
 * monitor.c - --monitor: a screen that shows a session while it runs (SystemTap reference, 6.1)
 *
 * The terminal is the screen's. What the script, the traced command and we ourselves print goes to files in
 * memory meanwhile, from which the screen shows the last lines; what is written when the screen is gone, and what
 * nobody could read any more because it ended, goes where it was meant to go. Files, not pipes: a pipe that only
 * we read stands still when we write too much.
 */
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include "cmd/monitor.h"
#include "cmd/run_int.h"
#include "lib/arena.h"

enum {
	KEPT = 1 << 18,		/* bytes of output that can be scrolled back to */
	PAGE_LINES = 10,
	REDRAW = 'L' & 0x1f,	/* ^L */
	AT_ONCE = 50000000,	/* nanoseconds: the first picture has what begin probes did */
	NUMBER = 8,		/* digits of a probe's index */
};

struct taken {			/* standard output or error */
	int   own;		/* where it went */
	int   file;		/* where it goes meanwhile */
	off_t seen;		/* so much of that was shown */
};

struct monitor {
	struct monitor_view view;
	SCREEN *screen;
	FILE   *tty;
	int	timer;
	double	seconds;	/* between pictures */
	struct taken taken[2];	/* of descriptors 1 and 2 */
	struct buf output;
	bool	asked;		/* a number is being typed */
	char	number[NUMBER + 1];
	char	question[64];
};

/* ---- what is printed meanwhile ---- */
static int take_one(struct taken *t, int fd)
{
	t->own = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	t->file = memfd_create("monitor", MFD_CLOEXEC);
	if (t->own < 0 || t->file < 0 || fcntl(t->file, F_SETFL, O_APPEND))
		return -errno;
	return 0;
}

static void lead(struct monitor *m, bool away)
{
	fflush(NULL);
	for (int i = 0; i < 2; i++)
		dup2(away ? m->taken[i].file : m->taken[i].own, 1 + i);
}

/* what came since the last time; the file gives its memory back */
static void read_new(struct taken *t, struct buf *to)
{
	char text[4096];
	ssize_t n;
	off_t from = t->seen;

	while ((n = pread(t->file, text, sizeof(text), t->seen)) > 0) {
		buf_add(to, text, (size_t)n);
		t->seen += n;
	}
	if (t->seen > from)
		fallocate(t->file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, from, t->seen - from);
}

static void collect(struct monitor *m)
{
	fflush(NULL);
	for (int i = 0; i < 2; i++)
		read_new(&m->taken[i], &m->output);
	if (m->output.len > 2 * KEPT) {
		memmove(m->output.s, m->output.s + m->output.len - KEPT, KEPT + 1);
		m->output.len = KEPT;
	}
}

/* ---- keys ---- */
static void toggle(struct monitor *m)
{
	size_t n, at = strtoul(m->number, NULL, 10);
	struct seen_probe *p = look_probes(m->view.s, &n);

	if (*m->number && at < n)
		look_mute(m->view.s, &p[at], !p[at].muted);
	free(p);
	m->asked = false;
}

static void type(struct monitor *m, int key)
{
	size_t n = strlen(m->number);

	if (key == '\n' || key == KEY_ENTER)
		toggle(m);
	else if (key == 27)
		m->asked = false;
	else if ((key == KEY_BACKSPACE || key == 127 || key == '\b') && n)
		m->number[n - 1] = '\0';
	else if (key >= '0' && key <= '9' && n < NUMBER)
		m->number[n] = (char)key, m->number[n + 1] = '\0';
}

static void pause_(struct monitor *m, bool paused)
{
	look_pause(m->view.s, paused);
	m->view.paused = paused;
}

static void scroll_by(struct monitor *m, long lines)
{
	size_t *at = &m->view.scroll[m->view.focus];

	if (m->view.focus == PANE_OUTPUT)	/* it is counted from its end */
		lines = -lines;
	*at = lines < 0 && (size_t)-lines > *at ? 0 : *at + (size_t)lines;
}

static void on_key(struct monitor *m, int key)
{
	struct monitor_view *v = &m->view;

	if (m->asked) {
		type(m, key);
		return;
	}
	switch (key) {
	case 'h': v->help = !v->help; break;
	case 'c': look_forget(v->s); break;
	case 's': v->sort = (v->sort + 1) % MONITOR_SORTS; break;
	case 't': m->asked = true; *m->number = '\0'; break;
	case 'p': pause_(m, true); break;
	case 'r': pause_(m, false); break;
	case 'x': v->hidden = !v->hidden; break;
	case 'q': v->s->stopping = true; break;
	case REDRAW: clearok(curscr, true); break;
	case '\t': v->focus = (v->focus + 1) % MONITOR_PANES; break;
	case KEY_UP: scroll_by(m, -1); break;
	case KEY_DOWN: scroll_by(m, 1); break;
	case KEY_PPAGE: scroll_by(m, -PAGE_LINES); break;
	case KEY_NPAGE: scroll_by(m, PAGE_LINES); break;
	case KEY_HOME: scroll_by(m, -KEPT); break;
	case KEY_END: scroll_by(m, KEPT); break;
	default: break;
	}
}

/* ---- in the session's loop ---- */
static void show(struct monitor *m)
{
	collect(m);
	snprintf(m->question, sizeof(m->question), " index of the probe, and Enter: %s", m->number);
	m->view.asks = m->asked ? m->question : NULL;
	monitor_draw(&m->view);
}

/* a terminal that is gone stays readable for ever, and its SIGHUP may be ignored */
static bool is_gone(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, 0) == 1 && p.revents & (POLLHUP | POLLERR | POLLNVAL);
}

static void on_tty(struct session *s, int fd, void *ctx)
{
	int key;

	if (is_gone(fd)) {
		s->stopping = true;
		return;
	}
	while (!s->stopping && (key = getch()) != ERR)
		on_key(ctx, key);
	show(ctx);
}

static void on_time(struct session *s, int fd, void *ctx)
{
	uint64_t times;

	(void)s;
	if (read(fd, &times, sizeof(times)) == sizeof(times))
		show(ctx);
}

/* ---- begin and end ---- */
int monitor_begin(struct run *r)
{
	struct monitor *m;

	if (!r->job->monitor || r->job->last_pass < 5)
		return 0;
	if (!isatty(STDOUT_FILENO) || r->job->flight) {
		diag_sys(&r->job->diag, 0, "--monitor needs a terminal%s", r->job->flight ? ", which -F leaves" : "");
		diag_hint(&r->job->diag, "-t tells hits and times at the end");
		return status_refused(r->job);
	}
	r->monitor = m = xcalloc(1, sizeof(*m));
	m->seconds = r->job->monitor;
	m->timer = m->taken[0].own = m->taken[0].file = m->taken[1].own = m->taken[1].file = -1;

	int err = take_one(&m->taken[0], STDOUT_FILENO);

	if (!err)
		err = take_one(&m->taken[1], STDERR_FILENO);
	if (err)
		diag_sys(&r->job->diag, err, "cannot keep what is printed beside the screen");
	return err ? status_refused(r->job) : 0;
}

void monitor_aside(struct run *r, bool away)
{
	if (r->monitor)
		lead(r->monitor, away);
}

static int every(double seconds)
{
	struct timespec t = { .tv_sec = (time_t)seconds, .tv_nsec = (long)((seconds - (double)(time_t)seconds) * 1e9) };
	int fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);

	if (fd >= 0)
		timerfd_settime(fd, 0, &(struct itimerspec){ t, { .tv_nsec = AT_ONCE } }, NULL);
	return fd;
}

int monitor_open(struct run *r)
{
	struct monitor *m = r->monitor;
	struct session *s = &r->session;

	if (!m)
		return 0;
	m->tty = fopen("/dev/tty", "r+e");
	m->screen = m->tty ? newterm(NULL, m->tty, m->tty) : NULL;
	m->timer = every(m->seconds);
	if (!m->screen || m->timer < 0) {
		diag_sys(&r->job->diag, -errno, "--monitor: the terminal cannot be used");
		return -EIO;
	}
	cbreak();
	noecho();
	keypad(stdscr, true);
	nodelay(stdscr, true);
	curs_set(0);
	m->view = (struct monitor_view){ .s = s, .name = s->name ? s->name : "sonde", .begun = time(NULL), .memory = look_memory(s),
					 .output = &m->output };
	lead(m, true);
	session_watch(s, fileno(m->tty), on_tty, m);
	session_watch(s, m->timer, on_time, m);
	return 0;
}

/* to where it was meant to go: what was printed after the last picture */
static void put_rest(struct taken *t, int fd)
{
	struct buf rest = BUF_INIT;
	size_t at = 0;
	ssize_t n;

	read_new(t, &rest);
	while (at < rest.len && (n = write(fd, rest.s + at, rest.len - at)) > 0)
		at += (size_t)n;
	buf_fini(&rest);
}

void monitor_close(struct run *r)
{
	struct monitor *m = r->monitor;

	if (!m)
		return;
	if (m->screen) {
		endwin();
		delscreen(m->screen);
		m->screen = NULL;
	}
	lead(m, false);
	for (int i = 0; i < 2; i++)
		put_rest(&m->taken[i], 1 + i);
}

void monitor_free(struct run *r)
{
	struct monitor *m = r->monitor;

	if (!m)
		return;
	monitor_close(r);
	for (int i = 0; i < 2; i++) {
		close(m->taken[i].own);
		close(m->taken[i].file);
	}
	if (m->tty)
		fclose(m->tty);
	if (m->timer >= 0)
		close(m->timer);
	buf_fini(&m->output);
	free(m);
	r->monitor = NULL;
}
