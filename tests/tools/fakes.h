/*
 * fakes.h - the made-up machine of language cases: fake_world() fills a world with it
 */
#ifndef SONDE_TESTS_FAKES_H
#define SONDE_TESTS_FAKES_H

#include "lang/probe.h"

void fake_world(struct world *w);	/* w->arena is there */

#endif
