/*
 * columns.c - D's default columns and flow indentation; no words of the script are printed here
 */
#include "bpf/columns.h"

#include <string.h>
#include "lib/arena.h"

enum flow { FLOW_ENTRY, FLOW_RETURN, FLOW_OTHER };

void columns_init(struct columns *c, bool on, unsigned ncpus)
{
	*c = (struct columns){ .on = on, .ncpus = ncpus, .bare = getenv("_DTRACE_TESTING") != NULL };
	c->cpus = xcalloc(ncpus, sizeof(*c->cpus));
}

void columns_fini(struct columns *c)
{
	free(c->cpus);
	c->cpus = NULL;
}

/* the word itself, or after a dash: "entry", "nfs-entry" */
static bool ends_with(const char *name, const char *word)
{
	size_t n = strlen(name), w = strlen(word);

	return n >= w && !strcmp(name + n - w, word) && (n == w || name[n - w - 1] == '-');
}

/* several clauses of one firing are one step: the first entry, the last return is its arrow */
static enum flow flow_of(const struct columns_of *of, const struct cpu_flow *cpu)
{
	const char *name = probe_shown(of->probe, FIELD_NAME);

	if (ends_with(name, "entry"))
		return cpu->last == of->probe && cpu->last_clause != of->clause ? FLOW_OTHER : FLOW_ENTRY;
	return ends_with(name, "return") && !of->followed ? FLOW_RETURN : FLOW_OTHER;
}

bool columns_asks(const struct columns *c, const struct options *o, const struct probe *p)
{
	return c->on && o->flowindent && ends_with(probe_shown(p, FIELD_NAME), "return");
}

static void header(struct columns *c, struct buf *out, const struct options *o)
{
	if (c->header_done || o->quiet)
		return;
	c->header_done = true;
	if (o->flowindent)
		c->bare ? buf_printf(out, "%-41s\n", "FUNCTION")
			: buf_printf(out, "%3s %-41s\n", "CPU", "FUNCTION");
	else
		c->bare ? buf_printf(out, "%32s\n", "FUNCTION:NAME")
			: buf_printf(out, "%3s %6s %32s\n", "CPU", "ID", "FUNCTION:NAME");
}

static void flow_begin(struct columns *c, struct buf *out, const struct columns_of *of)
{
	struct cpu_flow *cpu = &c->cpus[of->cpu % c->ncpus];
	const struct probe *p = of->probe;
	struct buf text = BUF_INIT;
	enum flow flow = flow_of(of, cpu);
	/* D, 8.3: system calls have arrows of their own */
	bool call = p->provider && p->provider->double_arrows && !p->alias;
	const char *func = probe_shown(p, FIELD_FUNC), *name = probe_shown(p, FIELD_NAME);

	if (flow == FLOW_RETURN)
		cpu->depth -= cpu->depth < 2 ? cpu->depth : 2;
	buf_pad(&text, ' ', cpu->depth);
	switch (flow) {
	case FLOW_ENTRY:
		buf_printf(&text, " %s %s", call ? "=>" : "->", func);
		cpu->depth += 2;
		break;
	case FLOW_RETURN:
		buf_printf(&text, " %s %s", call ? "<=" : "<-", func);
		break;
	case FLOW_OTHER:
		buf_printf(&text, "| %s:%s", func, name);
		break;
	}
	cpu->last = p;
	cpu->last_clause = of->clause;
	if (!c->bare)
		buf_printf(out, "%3u ", of->cpu);
	buf_printf(out, "%-41s ", buf_str(&text));
	buf_fini(&text);
}

void columns_begin(struct columns *c, struct buf *out, const struct options *o, const struct columns_of *of)
{
	if (!c->on)
		return;
	header(c, out, o);
	if (o->flowindent) {
		flow_begin(c, out, of);
		return;
	}
	if (o->quiet)
		return;
	char name[256];

	snprintf(name, sizeof(name), "%s:%s", probe_shown(of->probe, FIELD_FUNC), probe_shown(of->probe, FIELD_NAME));
	if (c->bare)
		buf_printf(out, "%32s ", name);
	else
		buf_printf(out, "%3u %6u %32s ", of->cpu, of->probe->id, name);
}

void columns_end(struct columns *c, struct buf *out, const struct options *o)
{
	if (c->on && !o->quiet)
		buf_putc(out, '\n');
}
