/* @@why: an array is printed as a whole, whether it is a variable, a member or in alloca() memory */
struct S { char n[8]; int i; int v[3]; };
struct L { long long a; unsigned long long b; long c; };
struct S s;
struct L l;
char c[4];

BEGIN
{
	s.n[0] = 'a';
	s.v[1] = 2;
	c[0] = 'x';
	this->p = (struct S *)alloca(sizeof (struct S));
	this->p->n[0] = 'b';
	this->p->v[2] = 3;
	l.a = -1;
	l.b = 2;
	l.c = 3;
	print(l);
	print(s.n);
	print(s.v);
	print(c);
	print(this->p->n);
	print(this->p->v);
	exit(0);
}

/* >>> out like
0x[0-9a-f]+ = \*
 {44}\(struct L\) \{
 {45}\.a = \(long long\)-1,
 {45}\.b = \(unsigned long long\)2,
 {45}\.c = \(long\)3,
 {44}\}
0x[0-9a-f]+ = \*
 {44}\(char \[8\]\) \[
 {45}\(char\)'a',
 {44}\]
0x[0-9a-f]+ = \*
 {44}\(int \[3\]\) \[
 {45}\(int\)2,
 {44}\]
0x[0-9a-f]+ = \*
 {44}\(char \[4\]\) \[
 {45}\(char\)'x',
 {44}\]
0x[0-9a-f]+ = \*
 {44}\(char \[8\]\) \[
 {45}\(char\)'b',
 {44}\]
0x[0-9a-f]+ = \*
 {44}\(int \[3\]\) \[
 {45}\(int\)3,
 {44}\]

<<< */
