/* @@why: memory of alloca() is written through pointers, checked; tracemem shows all its bytes */
struct rec { int a; short b[4]; unsigned c : 3; unsigned d : 5; char name[8]; struct { long in; } e; };
ERROR { printf("fault %d\n", arg4); }
BEGIN
{
	this->p = (char *)alloca(8);
	this->p[8] = 1;		/* there is room, which was not given out */
}

BEGIN
{
	this->p = (char *)alloca(8);
	bcopy(this->p, this->p, 9);
}

BEGIN
{
	this->r = (struct rec *)alloca(sizeof(struct rec));
	this->r->a = 7;
	this->r->b[2] = -2;
	this->r->c = 5; this->r->d = 17;
	this->r->e.in = 1234567890123;
	this->r->name[0] = 'x'; this->r->name[1] = 0;
	printf("%d %d %d %d %d %s\n", this->r->a, this->r->b[2], this->r->c, this->r->d, this->r->e.in, stringof(this->r->name));
	this->q = (struct rec *)alloca(sizeof(struct rec));
	*this->q = *this->r;
	this->q->a++; this->q->a += 2;
	printf("%d %d %d\n", this->q->a, this->q->b[2], this->q->e.in);
	this->p = (char *)alloca(20);
	this->i = 3;
	this->p[0] = 0; this->p[1] = 65; this->p[this->i] = 66;
	*(this->p + 2) = 'C';
	*(int *)(this->p + 4) = 0x01020304;
	tracemem(this->p, 8);
	tracemem(this->p, 20, 2);
	tracemem(this->p, 20, 0);
}

BEGIN
{
	this->p = (char *)alloca(8);
	this->p[256] = 1;
}

BEGIN
{
	this->v = (int *)alloca(16);
	this->w = &this->v[2];
	(*this->w)++; this->w[1] = 5; *(char *)&this->v[0] = 6;
	printf("%d %d %d %d\n", this->v[0], this->v[1], this->v[2], this->v[3]);
	exit(0);
}

/* >>> out
fault 1
fault 1
7 -2 5 17 1234567890123 x
10 -2 1234567890123

             0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f  0123456789abcdef
         0: 00 41 43 42 04 03 02 01                          .ACB....

             0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f  0123456789abcdef
         0: 00 41                                            .A
fault 1
6 0 1 5
<<< */
