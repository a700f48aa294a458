/*
 * output.h - the files that a script's text goes to: one, a row of them by size, or one for each CPU
 */
#ifndef SONDE_OUTPUT_H
#define SONDE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct output {
	char	*path;		/* strftime() done; heap */
	uint64_t max_bytes;	/* begin the next file after so much; 0: one file */
	unsigned keep;		/* files kept, 0: all */
	bool	 bulk;		/* a file for each CPU */
	/* output.c's own */
	unsigned number;	/* of the file that is open: PATH.0, PATH.1 ... */
	uint64_t written;	/* to it, bytes */
	FILE   **cpus;		/* bulk: by CPU, NULL: not opened yet */
	unsigned ncpus;
};

/*
 * output_init - for a path with strftime()'s directives; NULL: standard output
 * Set the other members afterwards.
 */
void output_init(struct output *o, const char *path);
/* the first file, or standard output; NULL with errno. @append: what a file has stays */
FILE *output_open(struct output *o, bool append);
/* after n bytes: another file takes f's place if it is time; 0 or -errno, f is closed only if another is open */
int output_wrote(struct output *o, FILE **f, size_t n);
char *output_path(const struct output *o);	/* of the file that is open, of them all as NAME_*; not standard output; heap */
int output_next(struct output *o, FILE **f);	/* another file now (SIGUSR2) */
FILE *output_cpu(struct output *o, unsigned cpu);	/* bulk; NULL with errno */
void output_fini(struct output *o);

#endif
