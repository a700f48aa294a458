/*
 * doctor.c - what this kernel allows, each facility tried for real, and the remedy
 */
#include <fcntl.h>
#include <string.h>
#include <sys/utsname.h>
#include "bpf/feature.h"
#include "bpf/world.h"
#include "cmd/job.h"
#include "lang/eval/json.h"

static int set_has(struct job *j, const char *v)
{
	j->has = v;
	return 0;
}

static int doctor_help(struct job *j, const char *v)
{
	(void)v;
	j->dry = true;
	puts("usage: sonde doctor [options]\n");
	args_usage(flags_doctor, stdout);
	return STATUS_OK;
}

const struct flag flags_doctor[] = {
	{ 0, "has", "FACILITY", "say nothing, exit with 0 if it works and with 1 if it does not", set_has, false },
	{ 0, "json", NULL, "one JSON object per line", set_json, false },
	{ 'h', "help", NULL, "this text", doctor_help, false },
	{ 0, NULL, NULL, NULL, NULL, false },
};

static int has(struct job *j, struct feature_set *fs)
{
	int f = feature_find(j->has);

	if (f < 0) {
		args_wrong(j, "there is no facility %s; sonde doctor shows them all", j->has);
		return STATUS_SYSTEM;
	}
	return feature_has(fs, (enum feature)f) ? 0 : 1;
}

/* what decides beside the kernel's configuration and our privileges */
static void say_settings(void)
{
	static const struct { const char *name, *path; } rows[] = {
		{ "unprivileged_bpf_disabled", "/proc/sys/kernel/unprivileged_bpf_disabled" },
		{ "perf_event_paranoid", "/proc/sys/kernel/perf_event_paranoid" },
		{ "kptr_restrict", "/proc/sys/kernel/kptr_restrict" },
		{ "lockdown", "/sys/kernel/security/lockdown" },
	};
	struct buf line = BUF_INIT;

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buf text = BUF_INIT;

		if (!buf_read_file(&text, AT_FDCWD, rows[i].path))
			buf_printf(&line, "%s%s %.*s", line.len ? ", " : "", rows[i].name, (int)strcspn(text.s, "\n"), text.s);
		buf_fini(&text);
	}
	if (line.len)
		printf("settings %s\n", line.s);
	buf_fini(&line);
}

static void row_text(struct feature_set *fs, enum feature f)
{
	const char *remedy;

	if (feature_has(fs, f)) {
		printf("  works    %-14s %s\n", feature_name(f), feature_text(f));
		return;
	}
	printf("  MISSING  %-14s %s: %s\n", feature_name(f), feature_text(f), strerror(-feature_error(fs, f)));
	remedy = feature_remedy(fs, f);
	/* of what privilege alone is in the way of, the row root says it */
	if (f == FEAT_root || remedy != feature_remedy(fs, FEAT_root))
		printf("           %-14s what it takes: %s\n", "", remedy);
}

static void member(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, ",\"%s\":", name);
	json_quote(b, value, strlen(value));
}

static void row_json(struct feature_set *fs, enum feature f)
{
	struct buf b = BUF_INIT;
	bool works = feature_has(fs, f);

	buf_puts(&b, "{\"v\":1,\"type\":\"feature\"");
	member(&b, "name", feature_name(f));
	buf_printf(&b, ",\"works\":%s", works ? "true" : "false");
	member(&b, "text", feature_text(f));
	if (!works) {
		member(&b, "error", strerror(-feature_error(fs, f)));
		member(&b, "remedy", feature_remedy(fs, f));
	}
	buf_puts(&b, "}");
	puts(b.s);
	buf_fini(&b);
}

/* several ways to the same end, the better ones first */
struct ladder { const char *points; enum feature ways[3]; size_t n; const char *otherwise; };

static const struct ladder ladders[] = {
	{ "kernel functions", { FEAT_fentry, FEAT_kprobe_multi, FEAT_kprobe }, 3, "tracepoints at the same place, for some" },
	{ "kernel statements", { FEAT_kprobe }, 1, NULL },
	{ "tracepoints", { FEAT_tp_btf, FEAT_raw_tp, FEAT_tracepoint }, 3, NULL },
	{ "system calls", { FEAT_raw_tp }, 1, NULL },
	{ "user functions, lines, USDT", { FEAT_uprobe_multi, FEAT_uprobe }, 2, NULL },
	{ "sampling by time", { FEAT_perf_clock }, 1, "ticks in user space" },
	{ "thread-local variables", { FEAT_task_storage }, 1, "a table by thread" },
	{ "frames of user stacks", { FEAT_unwind }, 1, "frame pointers" },
};

static void say_ladder(struct feature_set *fs, const struct ladder *l)
{
	const char *used = NULL;

	printf("  %-28s", l->points);
	for (size_t i = 0; i < l->n; i++) {
		bool works = feature_has(fs, l->ways[i]);

		printf(" %s%s%s%s", works && !used ? "[" : "", feature_name(l->ways[i]), works && !used ? "]" : "",
		       works ? "" : " (missing)");
		if (works && !used)
			used = feature_name(l->ways[i]);
	}
	if (l->otherwise)
		printf(" %s%s%s", used ? "" : "[", l->otherwise, used ? "" : "]");
	putchar('\n');
}

int doctor_run(struct job *j)
{
	struct feature_set fs = { 0 };
	struct utsname u;

	libbpf_log(NULL);
	if (j->args.n) {
		args_wrong(j, "doctor takes no '%s'; --has %s asks for one facility", j->args.v[0], j->args.v[0]);
		return STATUS_SYSTEM;
	}
	if (j->has)
		return has(j, &fs);
	if (!j->json && !uname(&u))
		printf("kernel %s %s\n", u.release, u.machine);
	if (!j->json)
		say_settings();
	for (int f = 0; f < FEAT_COUNT_; f++) {
		if (j->json)
			row_json(&fs, (enum feature)f);
		else
			row_text(&fs, (enum feature)f);
	}
	if (!j->json)
		puts("ladders, from the best way down; [the one that is used], and -vv says which a probe got");
	for (size_t i = 0; !j->json && i < sizeof(ladders) / sizeof(*ladders); i++)
		say_ladder(&fs, &ladders[i]);
	/* without these two nothing runs at all */
	return feature_has(&fs, FEAT_root) && feature_has(&fs, FEAT_clang) ? STATUS_OK : STATUS_SYSTEM;
}
