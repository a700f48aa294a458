/*
 * shebang.c - the flags that a D script names in its own first line
 *
 * Executed, "#!/usr/sbin/dtrace -Zs" makes the kernel hand its flags to dtrace; run as
 * "dtrace -s FILE" or "sonde FILE" they would be lost, and a script whose descriptions may match
 * nothing (-Z) or that needs the preprocessor (-C) would fail for that alone. Only those flags are
 * taken without which it cannot work, and for sonde's own form the one that shapes its output (-F).
 * Never -w: what changes the system is asked for by whoever runs the script.
 */
#include <string.h>
#include <sys/stat.h>
#include "cmd/job.h"

static void take_letter(struct job *j, char letter)
{
	switch (letter) {
	case 'Z':
		set_option(j, "zdefs");
		break;
	case 'C':
		j->use_cpp = true;
		break;
	case 'F':
		if (j->form == FORM_SONDE)
			set_flow(j, NULL);
		break;
	}
}

void shebang_flags(struct job *j, const char *path)
{
	char line[256];
	struct stat st;
	/* what can be read once only is left to the reader of the script */
	FILE *f = !stat(path, &st) && S_ISREG(st.st_mode) ? fopen(path, "re") : NULL;
	bool there = f && fgets(line, sizeof(line), f) && !strncmp(line, "#!", 2);

	if (f)
		fclose(f);
	char *flags = there ? strstr(line, "dtrace") : NULL;

	for (flags = flags ? strstr(flags, " -") : NULL; flags; flags = strstr(flags, " -"))
		for (flags += 2; *flags && !strchr(" \t\n", *flags); flags++)
			take_letter(j, *flags);
}
