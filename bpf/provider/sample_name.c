/*
 * sample_name.c - names of perf events to what perf_event_open(2) takes
 *
 * The generic ones are the kernel's ABI; those of the processor are read from sysfs, where its
 * driver describes them: Documentation/ABI/testing/sysfs-bus-event_source-devices-format.
 */
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bpf/provider/sample.h"
#include "lib/buf.h"

struct event_row { const char *name, *other, *kernel; unsigned type; uint64_t config; };

#define HW(name, other, id) { name, other, #id, PERF_TYPE_HARDWARE, PERF_COUNT_HW_##id }
#define SW(name, other, id) { name, other, #id, PERF_TYPE_SOFTWARE, PERF_COUNT_SW_##id }

/* the names that come first are those that a listing shows */
static const struct event_row rows[] = {
	HW("cpu-cycles", "cycles", CPU_CYCLES), HW("instructions", "PAPI_tot_ins", INSTRUCTIONS),
	HW("cache-references", "LLC-references", CACHE_REFERENCES), HW("cache-misses", "LLC-misses", CACHE_MISSES),
	HW("branch-instructions", "branches", BRANCH_INSTRUCTIONS), HW("branch-misses", "branch-mispredicts", BRANCH_MISSES),
	HW("bus-cycles", "", BUS_CYCLES), HW("ref-cycles", "ref-cpu-cycles", REF_CPU_CYCLES),
	HW("stalled-cycles-frontend", "idle-cycles-frontend", STALLED_CYCLES_FRONTEND),
	HW("stalled-cycles-backend", "idle-cycles-backend", STALLED_CYCLES_BACKEND),
	SW("cpu-clock", "", CPU_CLOCK), SW("task-clock", "", TASK_CLOCK), SW("page-faults", "faults", PAGE_FAULTS),
	SW("context-switches", "cs", CONTEXT_SWITCHES), SW("cpu-migrations", "migrations", CPU_MIGRATIONS),
	SW("minor-faults", "min-faults", PAGE_FAULTS_MIN), SW("major-faults", "maj-faults", PAGE_FAULTS_MAJ),
	SW("alignment-faults", "", ALIGNMENT_FAULTS), SW("emulation-faults", "", EMULATION_FAULTS),
	/* other systems' names of the same */
	HW("PAPI_tot_cyc", "", CPU_CYCLES), HW("PAPI_br_ins", "PAPI_br_cn", BRANCH_INSTRUCTIONS),
	HW("PAPI_br_msp", "", BRANCH_MISSES), HW("PAPI_l3_tca", "PAPI_l2_tca", CACHE_REFERENCES),
	HW("PAPI_l3_tcm", "PAPI_l2_tcm", CACHE_MISSES), HW("PAPI_ref_cyc", "", REF_CPU_CYCLES),
};

enum { NLISTED = 19 };

struct word { const char *name; unsigned id; };

static const struct word caches[] = {
	{ "L1-dcache", PERF_COUNT_HW_CACHE_L1D }, { "L1-icache", PERF_COUNT_HW_CACHE_L1I },
	{ "LLC", PERF_COUNT_HW_CACHE_LL }, { "dTLB", PERF_COUNT_HW_CACHE_DTLB },
	{ "iTLB", PERF_COUNT_HW_CACHE_ITLB }, { "branch", PERF_COUNT_HW_CACHE_BPU },
	{ "node", PERF_COUNT_HW_CACHE_NODE },
	{ "l1d", PERF_COUNT_HW_CACHE_L1D }, { "l1i", PERF_COUNT_HW_CACHE_L1I }, { "ll", PERF_COUNT_HW_CACHE_LL },
	{ "bpu", PERF_COUNT_HW_CACHE_BPU }, { NULL, 0 },
};

static const struct word cache_ops[] = {
	{ "read", PERF_COUNT_HW_CACHE_OP_READ }, { "write", PERF_COUNT_HW_CACHE_OP_WRITE },
	{ "prefetch", PERF_COUNT_HW_CACHE_OP_PREFETCH }, { NULL, 0 },
};

static const struct word cache_results[] = {
	{ "access", PERF_COUNT_HW_CACHE_RESULT_ACCESS }, { "miss", PERF_COUNT_HW_CACHE_RESULT_MISS }, { NULL, 0 },
};

/* what perf list writes behind the cache's name: operation and result in one number */
static const struct word cache_suffixes[] = {
	{ "loads", 0 }, { "load-misses", 1 << 16 }, { "stores", 1 << 8 }, { "store-misses", 1 << 8 | 1 << 16 },
	{ "prefetches", 2 << 8 }, { "prefetch-misses", 2 << 8 | 1 << 16 }, { NULL, 0 },
};

/* upper and lower case are the same, and so are dash and underscore */
static bool same_name(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char x = (char)tolower((unsigned char)a[i]), y = (char)tolower((unsigned char)b[i]);

		if ((x == '_' ? '-' : x) != (y == '_' ? '-' : y))
			return false;
		if (!x)
			return true;
	}
	return !b[n];
}

static bool same(const char *a, const char *b)
{
	return *b && same_name(a, b, strlen(a) + 1);
}

static const struct word *find_word(const struct word *w, const char *name)
{
	for (; w->name; w++)
		if (same(name, w->name))
			return w;
	return NULL;
}

bool sample_cache(const char *cache, const char *op, const char *result, struct perf_event_attr *ret)
{
	const struct word *c = find_word(caches, cache), *o = find_word(cache_ops, op),
			  *r = find_word(cache_results, result);

	if (!c || !o || !r)
		return false;
	ret->type = PERF_TYPE_HW_CACHE;
	ret->config = c->id | o->id << 8 | r->id << 16;
	return true;
}

/* "L1-dcache-load-misses" */
static bool find_cache(const char *name, struct perf_event_attr *ret)
{
	for (const struct word *c = caches; c->name; c++) {
		size_t n = strlen(c->name);
		const struct word *s;

		if (strlen(name) <= n + 1 || !same_name(name, c->name, n) || (name[n] != '-' && name[n] != '_'))
			continue;
		s = find_word(cache_suffixes, name + n + 1);
		if (!s)
			continue;
		ret->type = PERF_TYPE_HW_CACHE;
		ret->config = c->id | s->id;
		return true;
	}
	return false;
}

/* perf's "rNNNN": the processor's own number in hexadecimal */
static bool find_raw(const char *name, struct perf_event_attr *ret)
{
	char *end;

	if (*name != 'r' || !isxdigit((unsigned char)name[1]))
		return false;
	ret->type = PERF_TYPE_RAW;
	ret->config = strtoull(name + 1, &end, 16);
	return !*end;
}

/* ---- the processor's own, and those of other units, by sysfs ---- */

static bool read_sysfs(struct buf *b, const char *unit, const char *dir, const char *name)
{
	char path[256];

	buf_reset(b);
	if (strchr(unit, '/') || *unit == '.' || strchr(name, '/') || *name == '.')
		return false;
	snprintf(path, sizeof(path), "/sys/bus/event_source/devices/%s/%s%s", unit, dir, name);
	return !buf_read_file(b, AT_FDCWD, path) && b->len;
}

/* where the bits of a value go: "config:0-7,32-35" */
static bool put_bits(const char *format, uint64_t value, struct perf_event_attr *ret)
{
	uint64_t *to = !strncmp(format, "config:", 7) ? (uint64_t *)&ret->config :
		       !strncmp(format, "config1:", 8) ? (uint64_t *)&ret->config1 :
		       !strncmp(format, "config2:", 8) ? (uint64_t *)&ret->config2 : NULL;
	const char *s = strchr(format, ':');

	while (to && s && (*s == ':' || *s == ',')) {
		char *end;
		unsigned long lo = strtoul(s + 1, &end, 10), hi = lo;

		if (*end == '-')
			hi = strtoul(end + 1, &end, 10);
		if (hi < lo || hi > 63)
			return false;
		uint64_t mask = hi - lo == 63 ? ~0ull : (1ull << (hi - lo + 1)) - 1;

		*to |= (value & mask) << lo;
		value = hi - lo == 63 ? 0 : value >> (hi - lo + 1);
		s = end;
	}
	return to != NULL;
}

static bool put_terms(const char *unit, char *terms, struct perf_event_attr *ret);

/* a name of the unit's own, which stands for terms */
static bool put_event(const char *unit, const char *name, struct perf_event_attr *ret)
{
	struct buf b = BUF_INIT;
	bool ok = read_sysfs(&b, unit, "events/", name) && put_terms(unit, b.s, ret);

	buf_fini(&b);
	return ok;
}

static bool put_term(const char *unit, const char *name, const char *value, struct perf_event_attr *ret)
{
	static const char *const whole[] = { "config", "config1", "config2" };
	uint64_t number = value ? strtoull(value, NULL, 0) : 1;
	struct buf format = BUF_INIT;
	char text[32];
	bool ok;

	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++) {
		snprintf(text, sizeof(text), "%s:0-63", whole[i]);
		if (!strcmp(name, whole[i]))
			return put_bits(text, number, ret);
	}
	ok = read_sysfs(&format, unit, "format/", name) && put_bits(format.s, number, ret);
	buf_fini(&format);
	return ok;
}

/* "event=0x3c,umask=0x00" */
static bool put_terms(const char *unit, char *terms, struct perf_event_attr *ret)
{
	bool ok = true;
	char *save;

	for (char *t = strtok_r(terms, ",\n", &save); t && ok; t = strtok_r(NULL, ",\n", &save)) {
		size_t n = strcspn(t, "=");
		char *value = t[n] ? t + n + 1 : NULL;

		t[n] = 0;
		ok = put_term(unit, t, value, ret);
	}
	return ok;
}

static bool put_type(const char *unit, struct perf_event_attr *ret)
{
	struct buf b = BUF_INIT;
	bool ok = read_sysfs(&b, unit, "", "type");

	if (ok)
		ret->type = (uint32_t)strtoul(b.s, NULL, 10);
	buf_fini(&b);
	return ok;
}

/* "cpu/event=0x3c,umask=0/", "msr/tsc/" */
static bool find_unit(const char *name, struct perf_event_attr *ret)
{
	const char *slash = strchr(name, '/'), *end = slash ? strchr(slash + 1, '/') : NULL;
	char unit[64], terms[256];

	if (!end || end[1] || (size_t)(slash - name) >= sizeof(unit) || (size_t)(end - slash) > sizeof(terms))
		return false;
	snprintf(unit, sizeof(unit), "%.*s", (int)(slash - name), name);
	snprintf(terms, sizeof(terms), "%.*s", (int)(end - slash - 1), slash + 1);
	if (!*terms || !put_type(unit, ret))
		return false;
	return put_event(unit, terms, ret) || put_terms(unit, terms, ret);
}

static bool find_sysfs(const char *name, struct perf_event_attr *ret)
{
	return put_type("cpu", ret) && put_event("cpu", name, ret);
}

/* ---- all ---- */

/* PERF_COUNT_HW_CPU_CYCLES is cpu-cycles by another name */
static const char *without_prefix(const char *name)
{
	static const char *const prefixes[] = { "PERF_COUNT_HW_", "PERF_COUNT_SW_" };

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (!strncasecmp(name, prefixes[i], strlen(prefixes[i])))
			return name + strlen(prefixes[i]);
	return name;
}

/* perf's letters behind a name: what the processor runs when it counts, and how exact the place has to be */
static bool put_modifiers(const char *letters, struct perf_event_attr *ret)
{
	bool user = strchr(letters, 'u'), kernel = strchr(letters, 'k'), hyper = strchr(letters, 'h');
	unsigned precise = 0;

	if (!*letters || letters[strspn(letters, "ukhp")])
		return false;
	for (const char *p = letters; (p = strchr(p, 'p')); p++)
		precise++;
	if (user || kernel || hyper) {
		ret->exclude_user = !user;
		ret->exclude_kernel = !kernel;
		ret->exclude_hv = !hyper;
	}
	ret->precise_ip = precise & 3;
	return precise <= 3;
}

static bool find_named(const char *name, struct perf_event_attr *ret)
{
	const char *plain = without_prefix(name);

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (!same(plain, rows[i].name) && !same(plain, rows[i].other) && !same(plain, rows[i].kernel))
			continue;
		ret->type = rows[i].type;
		ret->config = rows[i].config;
		return true;
	}
	return find_cache(name, ret) || find_unit(name, ret) || find_sysfs(name, ret) || find_raw(name, ret);
}

/* "cpu-cycles:u", "cpu/event=0x3c/u" */
bool sample_find(const char *name, struct perf_event_attr *ret)
{
	const char *end = strrchr(name, ':');
	char plain[256];

	if (find_named(name, ret))
		return true;
	if (!end && (end = strrchr(name, '/')))
		end++;
	if (!end || (size_t)(end - name) >= sizeof(plain))
		return false;
	snprintf(plain, sizeof(plain), "%.*s", (int)(end - name), name);
	return find_named(plain, ret) && put_modifiers(*end == ':' ? end + 1 : end, ret);
}

const char *sample_name(size_t i)
{
	return i < NLISTED ? rows[i].name : NULL;
}

const char *sample_kernel_name(size_t i)
{
	return i < NLISTED ? rows[i].kernel : NULL;
}

const char *sample_cache_word(unsigned which, size_t i)
{
	static const char *const short_caches[] = { "l1d", "l1i", "ll", "dtlb", "itlb", "bpu", "node", NULL };

	return which == 0 ? short_caches[i] : which == 1 ? cache_ops[i].name : cache_results[i].name;
}
