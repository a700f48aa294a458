/*
 * monitor_view.c - what --monitor shows: a line about the session, its variables and probes, what it printed
 */
#include <curses.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>
#include "cmd/monitor.h"
#include "lang/prog/prog.h"
#include "lib/arena.h"

enum { ELEMENTS = 12 };		/* of an array */

static const char *const help =
	"h  this help                 c  hits and times begin anew\n"
	"s  sort probes by the next column\n"
	"t  a probe's index: it is switched off, or on again\n"
	"p  pause: nothing fires      r  go on\n"
	"x  status away, or back      Tab  arrows, PgUp, PgDn, Home, End move the other pane\n"
	"q  end the session\n";

/* ---- probes ---- */
static uint64_t average(const struct seen_probe *p)
{
	return p->time.hits ? p->time.sum / p->time.hits : 0;
}


struct row { const struct seen_probe *p; size_t index; const char *name; };

static int upwards(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

/* numbers from the largest, names and indexes from the first; equals as in the script */
static int compare(const void *x, const void *y, void *view)
{
	const struct row *a = x, *b = y;
	int way = 0;

	switch (((const struct monitor_view *)view)->sort) {
	case BY_HITS: way = upwards(b->p->time.hits, a->p->time.hits); break;
	case BY_MIN:  way = upwards(b->p->time.min, a->p->time.min); break;
	case BY_AVG:  way = upwards(average(b->p), average(a->p)); break;
	case BY_MAX:  way = upwards(b->p->time.max, a->p->time.max); break;
	case BY_NAME: way = strcmp(a->name, b->name); break;
	default: break;
	}
	return way ? way : upwards(a->index, b->index);
}

static void put_probes(struct monitor_view *v, struct buf *out)
{
	static const char *const columns[] = { "index", "hits", "min", "avg", "max", "name" };
	size_t n;
	struct seen_probe *seen = look_probes(v->s, &n);
	struct row *rows = xcalloc(n + 1, sizeof(*rows));
	struct arena *names = arena_new();
	bool stap = v->s->prog->lang == LANG_STAP;

	for (size_t i = 0; i < n; i++)
		rows[i] = (struct row){ &seen[i], i, stap && seen[i].probe->point ? seen[i].probe->point :
								probe_str(names, seen[i].probe) };
	qsort_r(rows, n, sizeof(*rows), compare, v);
	buf_printf(out, "probes, times in ns, by %s\n%5s %-5s %10s %10s %10s %10s  %s\n", columns[v->sort], "index", "state", "hits",
		   "min", "avg", "max", "name");
	for (size_t i = 0; i < n; i++) {
		const struct seen_probe *p = rows[i].p;

		buf_printf(out, "%5zu %-5s %10" PRIu64 " %10" PRIu64 " %10" PRIu64 " %10" PRIu64 "  %s\n", rows[i].index,
			   p->muted ? "off" : "on", p->time.hits, p->time.min, average(p), p->time.max, rows[i].name);
	}
	arena_free(names);
	free(rows);
	free(seen);
}

/* ---- panes ---- */
static size_t count_lines(const char *text)
{
	size_t n = 0;

	for (; *text; text += strcspn(text, "\n"), text += *text == '\n')
		n++;
	return n;
}

static void draw_lines(const char *text, size_t skip, int top, int height)
{
	int y = top;

	for (; *text && y < top + height; text += strcspn(text, "\n"), text += *text == '\n') {
		if (skip) {
			skip--;
			continue;
		}
		mvaddnstr(y++, 0, text, (int)strcspn(text, "\n") < COLS ? (int)strcspn(text, "\n") : COLS);
	}
}

static void draw_bar(int y, const char *text, bool focus)
{
	attron(A_REVERSE | (focus ? A_BOLD : 0));
	mvhline(y, 0, ' ', COLS);
	mvaddnstr(y, 0, text, COLS);
	attroff(A_REVERSE | A_BOLD);
}

static size_t cut(size_t scroll, size_t lines, int height)
{
	size_t most = lines > (size_t)height ? lines - (size_t)height : 0;

	return scroll < most ? scroll : most;
}

static void draw_status(struct monitor_view *v, int top, int height)
{
	struct buf text = BUF_INIT;

	if (v->help) {
		buf_puts(&text, help);
	} else {
		buf_puts(&text, "globals\n");
		look_variables(v->s, &text, ELEMENTS);
		buf_putc(&text, '\n');
		put_probes(v, &text);
	}
	v->scroll[PANE_STATUS] = cut(v->scroll[PANE_STATUS], count_lines(buf_str(&text)), height);
	draw_lines(buf_str(&text), v->scroll[PANE_STATUS], top, height);
	buf_fini(&text);
}

static void draw_output(struct monitor_view *v, int top, int height)
{
	size_t n = count_lines(buf_str(v->output)), most = n > (size_t)height ? n - (size_t)height : 0;

	v->scroll[PANE_OUTPUT] = cut(v->scroll[PANE_OUTPUT], n, height);
	draw_lines(buf_str(v->output), most - v->scroll[PANE_OUTPUT], top, height);
}

static void draw_title(const struct monitor_view *v)
{
	struct buf text = BUF_INIT;
	long up = (long)(time(NULL) - v->begun);

	buf_printf(&text, " %s  up %02ld:%02ld:%02ld  memory %" PRIu64 " kB%s  h: help", v->name, up / 3600, up / 60 % 60, up % 60,
		   v->memory >> 10, v->paused ? "  PAUSED" : "");
	draw_bar(0, buf_str(&text), v->focus == PANE_STATUS);
	buf_fini(&text);
}

void monitor_draw(struct monitor_view *v)
{
	int status = v->hidden ? 0 : (LINES - 2) * 2 / 3, output = LINES - 2 - status;

	erase();
	draw_title(v);
	if (status > 0)
		draw_status(v, 1, status);
	draw_bar(1 + status, v->asks ? v->asks : " output", v->focus == PANE_OUTPUT);
	if (output > 0)
		draw_output(v, 2 + status, output);
	refresh();
}
