/*
 * syscall.c - a system call's variables by name: fd, fd_str, buf_uaddr, filename_unquoted
 * Semantics: stapprobes(3stap), SYSCALL PROBES; reference stap-language 5.1.
 */
#include <string.h>
#include "lang/syscall/syscall.h"

const struct syscall_def *syscall_find(const char *kernel)
{
	size_t low = 0, high = syscall_ndefs;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(syscall_defs[mid].kernel, kernel);

		if (!order)
			return &syscall_defs[mid];
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static const struct syscall_var *named(const struct syscall_def *d, const char *name, size_t len)
{
	for (size_t i = 0; i < d->nvars; i++)
		if (!strncmp(d->vars[i].name, name, len) && !d->vars[i].name[len])
			return &d->vars[i];
	return NULL;
}

const struct syscall_var *syscall_var(const struct syscall_def *d, const char *name, enum syscall_form *form)
{
	static const struct { const char *end; enum syscall_form form; } ends[] = {
		{ "_uaddr_str", SYSCALL_TEXT }, { "_str", SYSCALL_TEXT }, { "_uaddr", SYSCALL_ADDRESS }, { "_unquoted", SYSCALL_UNQUOTED },
		{ "_name", SYSCALL_TEXT },	/* sig_name of kill() */
		{ "str", SYSCALL_TEXT },	/* timestr of io_getevents(), cmdstr of semctl() */
	};
	size_t len = strlen(name);
	const struct syscall_var *v = named(d, name, len);

	*form = SYSCALL_VALUE;
	for (size_t i = 0; !v && i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t n = strlen(ends[i].end);

		if (len <= n || strcmp(name + len - n, ends[i].end) != 0)
			continue;
		v = named(d, name, len - n);
		*form = ends[i].form;
	}
	return v;
}
