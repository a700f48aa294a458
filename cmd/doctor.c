/*
 * doctor.c - what this kernel allows, each facility tried for real, and the remedy
 */
#include <string.h>
#include <sys/utsname.h>
#include "bpf/feature.h"
#include "bpf/world.h"
#include "cmd/job.h"
#include "lang/eval/json.h"

static void row_text(struct feature_set *fs, enum feature f)
{
	if (feature_has(fs, f)) {
		printf("  works    %-14s %s\n", feature_name(f), feature_text(f));
		return;
	}
	printf("  MISSING  %-14s %s: %s\n", feature_name(f), feature_text(f), strerror(-feature_error(fs, f)));
	printf("           %-14s needs %s\n", "", feature_remedy(f));
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
		member(&b, "remedy", feature_remedy(f));
	}
	buf_puts(&b, "}");
	puts(b.s);
	buf_fini(&b);
}

int doctor_run(struct job *j)
{
	struct feature_set fs = { 0 };
	struct utsname u;

	libbpf_log(NULL);
	if (!j->json && !uname(&u))
		printf("kernel %s %s\n", u.release, u.machine);
	for (int f = 0; f < FEAT_COUNT_; f++) {
		if (j->json)
			row_json(&fs, (enum feature)f);
		else
			row_text(&fs, (enum feature)f);
	}
	/* without these two nothing runs at all */
	return feature_has(&fs, FEAT_root) && feature_has(&fs, FEAT_clang) ? STATUS_OK : STATUS_SYSTEM;
}
