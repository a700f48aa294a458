/*
 * header.c - see header.h: a file that includes the header is compiled, its debug info is the answer
 */
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bpf/header.h"
#include "lib/arena.h"
#include "lib/dwarf.h"
#include "lib/type.h"

extern char **environ;

static bool compile(const char *compiler, const char *source, const char *object)
{
	char *argv[] = { (char *)compiler, "-g", "-c", "-w", "-fno-eliminate-unused-debug-types", "-fstandalone-debug",
			 "-x", "c", (char *)source, "-o", (char *)object, NULL };
	posix_spawn_file_actions_t quiet;
	int status = -1;
	pid_t pid;

	if (!strcmp(compiler, "gcc"))	/* clang's word for the same */
		memmove(&argv[5], &argv[6], sizeof(argv) - 6 * sizeof(*argv));
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (!posix_spawnp(&pid, compiler, &quiet, NULL, argv, environ))
		waitpid(pid, &status, 0);
	posix_spawn_file_actions_destroy(&quiet);
	return status == 0;
}

static bool write_includes(const char *path, const char *name)
{
	FILE *f = fopen(path, "we");
	bool ok = f != NULL;

	for (const char *p = name; ok && *p == '<';) {
		size_t n = strcspn(p, ">");

		ok = p[n] == '>' && fprintf(f, "#include %.*s>\n", (int)n, p) > 0;
		p += n + (p[n] == '>');
	}
	return f && !fclose(f) && ok;
}

struct dwarf_file *header_types(struct arena *a, const char *name)
{
	char dir[] = "/tmp/sonde-header-XXXXXX";
	const char *source, *object;
	struct dwarf_file *f = NULL;

	/* what the script says becomes C text: nothing but a name */
	if (strpbrk(name, "\n\"\\") || !mkdtemp(dir))
		return NULL;
	source = arena_printf(a, "%s/header.c", dir);
	object = arena_printf(a, "%s/header.o", dir);
	if (write_includes(source, name) && (compile("gcc", source, object) || compile("clang", source, object)))
		f = dwarf_file_open(a, object, NULL);
	if (f)				/* the kernel's headers are BTF's: see in_module() */
		dwarf_types(f)->of_program = true;
	unlink(source);
	unlink(object);
	rmdir(dir);
	return f;
}
