/* members of structures of threads and arrays: the structure comes to be with the first */
struct in { int q[2]; }; struct s { int x; char c[8]; struct in i; uint8_t b : 3; string t; };
self struct s ts; struct s arr[int, string]; struct s g; self int v[4];
BEGIN {
	self->ts.x = 5; self->ts.i.q[1] = 6; self->ts.b = 7; self->ts.x += 2; self->ts.x++; self->ts.t = "text"; self->ts.c[1] = 'x';
	printf("%d %d %d %d %s %c\n", self->ts.x, self->ts.i.q[0], self->ts.i.q[1], self->ts.b, self->ts.t, self->ts.c[1]);
	arr[1, "a"].x = 9; arr[1, "a"].x -= 2; arr[2, "b"].i.q[0]++;
	printf("%d %d %d\n", arr[1, "a"].x, arr[2, "b"].i.q[0], arr[2, "b"].x);
	y = arr[1, "a"].x++ + ++arr[1, "a"].x; printf("%d %d\n", y, arr[1, "a"].x);
	g = self->ts; self->ts = g; printf("%d %s\n", g.x, g.t);
	arr[1, "a"] = g; printf("%s\n", arr[1, "a"].t);
	self->v[2] = 4; printf("%d %d\n", self->v[2], self->v[1]);
	exit(0);
}

/* >>> out
8 0 6 7 text x
7 1 0
16 9
8 text
text
4 0
<<< */
