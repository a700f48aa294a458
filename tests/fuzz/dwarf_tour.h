/*
 * dwarf_tour.h - what the fuzz targets that read debug info share
 */
#ifndef SONDE_FUZZ_DWARF_TOUR_H
#define SONDE_FUZZ_DWARF_TOUR_H

struct arena;

void dwarf_tour(struct arena *a, const char *path);	/* asks all there is to ask of the file at path */

#endif
