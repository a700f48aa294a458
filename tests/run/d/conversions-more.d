/* @@args: -q */
/* conversions that have no case elsewhere: floating point, stacks */
struct f { float x; double y; } *p;
BEGIN {
	this->p = (struct f *)alloca(sizeof (struct f));
	printf("%f %g %e %E %G\n", this->p->x, this->p->y, this->p->y, this->p->x, this->p->y);
	printf("%.1f|%8.2f|%-8.1f|%+g\n", this->p->x, this->p->y, this->p->y, this->p->y);
	printf("%d\n", stackdepth > 0);
	printf("%k", stack(1));
	exit(0);
}

/* >>> out like
0\.000000 0 0\.000000e\+00 0\.000000E\+00 0
0\.0\|    0\.00\|0\.0     \|\+0
1

\S+
<<< */
