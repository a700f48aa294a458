#!/usr/sbin/dtrace -qs
/*
 * USAGE: idioms.d [interval [count]]	# eg,
 *	idioms.d 5
 */
/* @@why: how long scripts are written: preambles, declarations in every form, conditions over lines */

#pragma	D	option	quiet
#pragma D option defaultargs
 #pragma D option switchrate=10hz

typedef enum { MODE_A, MODE_B = 4, MODE_C } mode_e;
typedef struct node {
	struct node *next;
	char name[16];
	int vals[4];
	union { int i; long l; } u;
	mode_e mode;
} node_t;

this string msg;
self string last;
this int i;
self node_t *np;
node_t nodes[int];
node_t one;
uint64_t table[string, int];
inline int TOP = $1 ? $1 : 3;
inline string LABEL = $$2 == "" ? "all" : $$2;
inline int IS_B[mode_e m] = m == MODE_B;

BEGIN,
tick-10ms
{
	this->i = 2;
	one.mode = MODE_B;
	one.vals[this->i] = 7;
	one.u.l = 1234;
	nodes[3].vals[1] = 5;
	nodes[3].mode = MODE_C;
	this->msg = strjoin(probename, strjoin("-", lltostr(one.vals[2])));
	table[this->msg, this->i]++;
	printf("%s %d %d %d %d %d %s %d %s\n", this->msg,
	    one.u.i, IS_B[one.mode], nodes[3].vals[1], nodes[3].mode,
	    table[this->msg, 2],
	    one.mode == MODE_A ? "A" :
	    one.mode == MODE_B ? "B" :
	    "C", TOP, LABEL);
}

BEGIN
/(this->n = strlen(this->msg)) == 7 &&
 (this->half = this->n / 2) >= 3 /
{
	self->last = this->msg;
	self->np = (node_t *)NULL;
	printf("%d %s %d\n", this->half, self->last, self->np == NULL);
}

tick-10ms { exit(0); }

END
{
	printf("%-*.*s|%s\n", 10, 3, "abcdef", "multi \
line");
}

/* >>> out
BEGIN-7 1234 1 5 5 1 B 3 all
3 BEGIN-7 1
tick-10ms-7 1234 1 5 5 1 B 3 all
abc       |multi line
<<< */
