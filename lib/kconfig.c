/*
 * kconfig.c - /boot/config-RELEASE, or /proc/config.gz; read for each question, there are few
 */
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <zlib.h>
#include "lib/arena.h"
#include "lib/kconfig.h"

static const char *find(struct arena *a, gzFile f, const char *name)
{
	char line[4096];
	size_t n = strlen(name);

	while (gzgets(f, line, sizeof(line))) {
		char *value = line + n + 1;

		if (strncmp(line, name, n) || line[n] != '=')
			continue;
		value[strcspn(value, "\n")] = '\0';
		size_t len = strlen(value);

		if (len >= 2 && value[0] == '"' && value[len - 1] == '"')
			return arena_strndup(a, value + 1, len - 2);
		return arena_strdup(a, value);
	}
	return "";
}

const char *kconfig_get(struct arena *a, const char *name)
{
	struct utsname u;
	const char *const paths[] = {
		uname(&u) == 0 ? arena_printf(a, "/boot/config-%s", u.release) : "", "/proc/config.gz",
	};

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		gzFile f = gzopen(paths[i], "re");	/* reads plain text as well */

		if (!f)
			continue;
		const char *value = find(a, f, name);

		gzclose(f);
		return value;
	}
	return "";
}
