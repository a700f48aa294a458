/*
 * subject.c - "subject N": optimised code with everything that DWARF can say of it
 *
 * Line numbers are named by cases: add at the end of functions, or change the cases too. The calls
 * of one round: work(&rec, 10 + i, "message"), which inlines scale() twice and calls twice();
 * flags(&f); matrix(3, 4); pair(p) with a structure in registers; shapes(&u, SQUARE); state() with
 * statics of this file and of subject_other.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include "subject.h"

struct inner { int x, y; };
struct rec {
	int a;
	struct rec *next;
	struct inner in, *to;
	char name[16];
	const char *text;
	short list[5];
	double weight;
	struct { int hidden; };
};
struct flags { unsigned one : 1, three : 3; int neg : 5; unsigned long wide : 40; unsigned char last; };
struct pair { long first, second; };
enum color { RED, GREEN = 5, BLUE = -3 };
typedef enum { ROUND, SQUARE } shape_t;
union shape { int radius; struct { short w, h; } box; };
typedef unsigned int number_t;

int global_counter = 7;
static int hidden = 11, gone = 12;
static struct rec table[3] = { { .a = 100, .name = "zero" }, { .a = 101, .name = "one" }, { .a = 102, .name = "two" } };
__thread int per_thread = 21;
volatile long sink;
static enum color tint = GREEN;

static inline __attribute__((always_inline)) int scale(int value, int by)
{
	int scaled = value * by;

	sink += scaled;
	return scaled + 1;
}

__attribute__((noinline)) int twice(int k)
{
	sink += k;
	return k * 2;
}

__attribute__((noinline)) int work(struct rec *r, int k, const char *msg)
{
	int local = k * 3;
	int first = scale(k, 2);

	sink += local;
	r->a += first;
	for (int i = 0; i < 3; i++) {
		int inside = i * k;

		sink += inside;
		local += twice(inside);
	}
	if (local < 0)
		goto failed;
	sink += scale(r->a, 5) + msg[0];
	return local;
failed:
	sink = -1;
	return -1;
}

__attribute__((noinline)) int flags(struct flags *f)
{
	sink += f->three;
	return f->neg;
}

__attribute__((noinline)) long matrix(number_t rows, number_t cols)
{
	long grid[4][4];

	for (number_t i = 0; i < rows; i++)
		for (number_t j = 0; j < cols; j++)
			grid[i][j] = i * 10 + j;
	sink += grid[sink & 1][0];
	__asm__ volatile("" : : "r"(grid) : "memory");
	return grid[rows - 1][cols - 1];
}

__attribute__((noinline)) long pair(struct pair p, long extra)
{
	sink += p.first;
	return p.second + extra;
}

__attribute__((noinline)) struct pair swap(struct pair p)
{
	sink += 1;
	return (struct pair){ p.second, p.first };
}

__attribute__((noinline)) int shapes(union shape *u, shape_t s)
{
	enum color c = s == SQUARE ? BLUE : RED;

	sink += c;
	return s == SQUARE ? u->box.w * u->box.h : u->radius;
}

__attribute__((noinline)) int state(void)
{
	static int calls;

	calls++;
	sink += hidden++ + gone + tint;
	tint = BLUE;
	per_thread++;
	table[1].a++;
	return calls + global_counter;
}

__attribute__((noinline)) double many(int a1, int a2, int a3, int a4, int a5, int a6, int a7, long a8, double d)
{
	sink += a7 + a8;
	return d + a1 + a2 + a3 + a4 + a5 + a6;
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 1;
	struct inner in = { 8, 9 };
	struct rec tail = { .a = 2, .text = "tail", .in = { 3, 4 }, .to = &in, .name = "second", .weight = 1.5 };
	struct rec rec = { .a = 1, .next = &tail, .in = { 5, 6 }, .to = &in, .name = "first", .text = "head",
			   .list = { 1, -2, 3, -4, 5 }, .hidden = 77 };
	struct flags f = { 1, 5, -7, 0x123456789aUL, 200 };
	union shape u = { .box = { 6, 7 } };

	sink = argc;
	for (int i = 0; i < n; i++) {
		sink += work(&rec, 10 + i, "message");
		sink += flags(&f);
		sink += matrix(3, 4);
		sink += pair((struct pair){ 1000 + i, 2000 }, 3);
		sink += swap((struct pair){ 5, 6 }).first;
		sink += shapes(&u, SQUARE);
		sink += state() + other(i);
		sink += (long)many(1, 2, 3, 4, 5, 6, -7, 8L << 33, 2.5);
	}
	return sink == 1;
}
