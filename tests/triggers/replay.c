/*
 * replay.c - "replay CALL...": calls as they are told, tests/tools/generate_events.py makes them up
 *
 * CALL is DEPTH:WHAT:A:B:TEXT, TEXT in hexadecimal digits. WHAT is one, two or three: those functions,
 * whose arguments are of different types; mark: sondereplay's seen(A, B, TEXT); seek: lseek(-1, A, B),
 * which fails with EBADF. Calls of a greater depth that follow are made inside of a function.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "marks.h"

struct call {
	int  depth;
	char what[8];
	long a, b;
	char text[64];
};

static char **next;

static void inside(int depth);

long one(long a, int b, const char *text, int depth)
{
	inside(depth);
	return text[0] ? a ^ b : a;
}

int two(unsigned char a, unsigned b, const char *text, int depth)
{
	inside(depth);
	return text[0] ? (int)(a - b) : a;
}

short three(short a, unsigned long b, const char *text, int depth)
{
	inside(depth);
	return text[0] ? (short)(a + b) : a;
}

static int is(const struct call *c, const char *what)
{
	return !strcmp(c->what, what);
}

static void make(struct call *c)
{
	const char *text = c->text;

	if (is(c, "one"))
		one(c->a, (int)c->b, text, c->depth);
	else if (is(c, "two"))
		two((unsigned char)c->a, (unsigned)c->b, text, c->depth);
	else if (is(c, "three"))
		three((short)c->a, (unsigned long)c->b, text, c->depth);
	else if (is(c, "mark"))
		MARK(sondereplay, seen, 0, "-8@%0 -4@%k1 8@%2", "r" (c->a), "r" (c->b), "r" (text));
	else if (is(c, "seek"))
		lseek(-1, c->a, (int)c->b);
}

static int read_call(const char *word, struct call *c)
{
	int at = 0;
	unsigned byte;

	memset(c, 0, sizeof(*c));
	if (sscanf(word, "%d:%7[a-z]:%ld:%ld:%n", &c->depth, c->what, &c->a, &c->b, &at) != 4 || !at)
		return -1;
	for (size_t i = 0; i + 1 < sizeof(c->text) && sscanf(word + at, "%2x", &byte) == 1; i++, at += 2)
		c->text[i] = (char)byte;
	return 0;
}

static void inside(int depth)
{
	struct call c;

	for (; *next && !read_call(*next, &c) && c.depth > depth; make(&c))
		next++;
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	next = argv + 1;
	inside(-1);
	return *next != NULL;
}
