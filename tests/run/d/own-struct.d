/* @@why: structures of D's own, C layout, bit-fields */
struct pair { char c; int i; unsigned a : 3; unsigned b : 5; long l; };
struct pair p;
typedef struct pair pair_t;
BEGIN
{
	p.c = 'x'; p.i = -5; p.a = 9; p.b = 31; p.l = 1L << 40;
	printf("%c %d %d %d %d\n", p.c, p.i, p.a, p.b, p.l);
	printf("%d %d %d\n", sizeof (pair_t), offsetof(struct pair, i), offsetof(struct pair, l));
	exit(0);
}

/* >>> out
x -5 1 31 1099511627776
24 4 16
<<< */
