/* @@why: pointers that the verifier knows, as numbers: cut, shifted, masked, as keys and members */
int n[int];
int v[int];
char c;
struct s { int a; int b : 5; } s;

BEGIN
{
	v[0] = 5;
	n[1] = curthread;
	self->t = (int)curthread;
	this->u = curthread;
	c = curthread;
	s.a = curthread;
	s.b = (uintptr_t)this->u >> 4;
	printf("%d %d %d\n", v[(int)curthread], n[1] == self->t, s.a == self->t);
	printf("%d %d\n", ((uintptr_t)curthread & 7) == 0, ((uintptr_t)&curthread->comm & 7) == 0);
	printf("%d %d\n", (uintptr_t)this->u % 8, (s.b & 31) == (((uintptr_t)curthread >> 4) & 31));
	x = (uintptr_t)curthread * 2;
	printf("%d %d\n", x == 2 * (uint64_t)this->u, ~(long)curthread == -(long)curthread - 1);
	printf("%d\n", htonl((int)curthread) == htonl((uint32_t)(uint64_t)this->u));
}

rawtp:sched::sched_switch
/((uintptr_t)args[1] & 7) == 0 && (uint32_t)(uint64_t)args[2] % 8 == 0/
{
	ok = 1;
	exit(0);
}

END
{
	printf("switched %d\n", ok);
}

/* >>> out
0 1 1
1 1
0 1
1 1
1
switched 1
<<< */
