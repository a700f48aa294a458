/*
 * script.h - one compile of a D script on the fakes of language cases, whose messages nobody reads
 */
#ifndef SONDE_FUZZ_SCRIPT_H
#define SONDE_FUZZ_SCRIPT_H

#include <stdio.h>
#include "lang/front.h"

struct script {
	struct options opt;
	struct diag diag;
	struct world world;
	struct compile c;
	FILE	*nowhere;		/* takes what is said and printed */
};

void script_init(struct script *s, const char *text, size_t size, bool is_file);
void script_fini(struct script *s);

#endif
