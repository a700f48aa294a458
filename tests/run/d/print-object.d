/* print() of an object of one's own: nested, zero members left out, bit-fields, enums (D reference, 7.5) */
struct in { short s; };
enum e { AA = 1, BB };
struct pt { int x; char name[8]; struct in i; int z; enum e en; void *p; struct { int anon; }; int b1:3; unsigned b2:5; uint8_t u[4];
	struct { short m; } na[2]; enum { CC, DD } ne; };
BEGIN {
	this->p = (struct pt *)alloca(sizeof (struct pt));
	this->p->x = 7; this->p->name[0] = 'a'; this->p->name[1] = '\n'; this->p->i.s = -2; this->p->en = BB;
	this->p->anon = 3; this->p->b1 = -1; this->p->b2 = 9; this->p->u[2] = 200; this->p->na[1].m = 6; this->p->ne = DD;
	print(this->p); print(&this->p->i);
	this->n = (int *)alloca(4); *this->n = 12; print(this->n);
	exit(0);
}

/* >>> out like
0x[0-9a-f]+ = \*
 {44}\(struct pt\) \{
 {45}\.x = \(int\)7,
 {45}\.name = \(char \[8\]\) \[
 {46}\(char\)'a',
 {46}\(char\)'\\n',
 {45}\],
 {45}\.i = \(struct in\) \{
 {46}\.s = \(short\)-2,
 {45}\},
 {45}\.en = \(enum e\)BB,
 {45}\(struct\) \{
 {46}\.anon = \(int\)3,
 {45}\},
 {45}\.b1 = \(int\)-1,
 {45}\.b2 = \(unsigned int\)9,
 {45}\.u = \(uint8_t \[4\]\) \[
 {46}\(uint8_t\)200,
 {45}\],
 {45}\.na = \(struct \[2\]\) \[
 {46}\(struct\) \{
 {47}\.m = \(short\)6,
 {46}\},
 {45}\],
 {45}\.ne = \(enum\)DD,
 {44}\}
0x[0-9a-f]+ = \*
 {44}\(struct in\) \{
 {45}\.s = \(short\)-2,
 {44}\}
0x[0-9a-f]+ = \*
 {44}\(int\)12,
<<< */
