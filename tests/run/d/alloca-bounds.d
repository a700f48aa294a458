/* @@why: alloca() pointers with indices that are known when it runs, ++ and += on them, and what lies outside */
struct s {
	int a;
	int v[4];
};

BEGIN
{
	i = 3;
	n = 300;
	this->p = (char *)alloca(10);
	this->p[i] = 'x';
	this->q = (struct s *)alloca(2 * sizeof (struct s));
	this->q[i - 2].v[i - 1] = 6;
	printf("%c %d %d\n", this->p[i], this->q[i - 2].v[i - 1], (this->q + 1)->v[2]);
	this->p += 3;
	*this->p++ = 'y';
	this->p--;
	printf("%c %c\n", *this->p, *(this->p - 0));
}

/* what was given out ends with its clause */
BEGIN
{
	printf("the next clause: %c\n", *this->p);
}
BEGIN
{
	*this->p = 'z';
}

BEGIN { trace(this->p[n]); }
BEGIN { trace(this->p[-n]); }
BEGIN { this->r = (char *)alloca(8); this->r[n] = 1; }
BEGIN { this->r = (char *)alloca(8); bcopy("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", this->r, 200); }
BEGIN { this->r = (char *)alloca(8); bcopy("a", this->r, n); }
BEGIN { this->r = (char *)alloca(8); bcopy("a", this->r, -i); }
BEGIN { this->r = (char *)alloca(8); copyinto(0, n, this->r); }
BEGIN { bcopy("a", NULL, 1); }
BEGIN { trace(strlen(NULL)); }
BEGIN { trace(inet_ntoa((ipaddr_t *)16)); }
BEGIN { bcopy("abc", this->r = (char *)alloca(4), 4); printf("%s\n", stringof(this->r)); exit(0); }

ERROR
{
	printf("fault %d %d\n", arg4, arg4 == DTRACEFLT_BADSIZE ? arg5 : 0);
}

/* >>> out
x 6 6
y y
fault 1 0
fault 1 0
fault 1 0
fault 1 0
fault 1 0
fault 1 0
fault 10 300
fault 10 -3
fault 10 300
fault 1 0
fault 1 0
fault 1 0
abc
<<< */
