/*
 * usage.c - what --help and --version print, in each form
 */
#include "cmd/job.h"

static const char *const usages[] = {
	[FORM_SONDE] = "sonde [options] SCRIPT [args]        a .d or .stp file, - for standard input;\n"
		"                                            options may follow it, up to --\n"
		"       sonde [options] -e 'PROGRAM' [args]\n"
		"       sonde -l PATTERN | -L PATTERN        list probes | with their arguments\n"
		"       sonde -i                             a prompt for one-liners\n"
		"       sonde run NAME.sonde [args]          run what -m saved: no clang, no headers\n"
		"       sonde show|attach|stop [NAME]        flight recorders (-F): print, follow, end\n"
		"       sonde doctor                         what this kernel allows\n"
		"       sonde dtrace ... | sonde stap ...    with the options of dtrace or stap",
	[FORM_DTRACE] = "dtrace [options] [-s SCRIPT] [-n 'PROBE /predicate/ { actions }'] [args]",
	[FORM_STAP] = "stap [options] FILE [args] | - [args] | -e 'TEXT' [args] | -l POINT",
};

#define stap_version "Systemtap translator/driver (version 5.6, sonde " SONDE_VERSION ")"
#define staprun_version "Systemtap module loader/runner (version 5.6, sonde " SONDE_VERSION ")"

int usage_print(const struct job *j, FILE *out)
{
	if (j->form == FORM_STAP)	/* stap begins with its version */
		fputs(j->runner ? staprun_version "\n" : stap_version "\n", out);
	fprintf(out, "usage: %s\n\n", j->verb_usage ? j->verb_usage : usages[j->form]);
	args_usage(j->flags, out);
	return STATUS_OK;
}

int version_print(const struct job *j)
{
	switch (j->form) {
	case FORM_SONDE:
		puts("sonde " SONDE_VERSION);
		break;
	case FORM_DTRACE:
		puts("dtrace: D 2.0.7");
		if (j->verbose)
			puts("This is DTrace 2.0.7\nsonde " SONDE_VERSION "\nBPF, libbpf");
		break;
	case FORM_STAP:
		puts(j->runner ? staprun_version : stap_version);
		puts("Copyright (C) 2026 the authors of sonde\n"
		     "This is free software; see the source for copying conditions.\n"
		     "tested kernel versions: 6.1 ... 7.2\n"
		     "enabled features: BPF BTF LIBELF LIBDW LIBEDIT");
		break;
	}
	return STATUS_OK;
}
