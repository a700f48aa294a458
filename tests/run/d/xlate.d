typedef struct fi { string n; int f; char c[8]; struct in { int a; } i; } fi_t;
typedef struct w { fi_t inner; pid_t p; } w_t;
struct small { int v; };
translator fi_t < struct task_struct *F > { n = "x"; f = F->pid; c = F->comm; };
translator w_t < struct task_struct *T > { p = T->tgid; inner = xlate <fi_t> (T); };
translator struct small < int i > { v = i * 2; };
inline fi_t *me = xlate <fi_t *> (curthread);
inline w_t w = xlate <w_t> (curthread);
inline fi_t ff[int n] = xlate <fi_t> (n ? curthread : NULL);
BEGIN {
	printf("%s %d %d %d\n", me->n, me->f == tid, me->c == execname, sizeof (me->c));
	printf("%d %d\n", w.p == pid, w.inner.f == pid);
	this->m = me;
	printf("%d %s\n", this->m->f == tid, (*this->m).n);
	printf("%d\n", xlate <struct small> (21).v);
	printf("%d\n", xlate <struct small *> (4)->v);
	printf("%d\n", ff[1].f == pid);
	@[me->n] = count();
	self->k = me; a[me->c, me->n] = 3;
	trace(a[me->c, "x"]);
	trace(me != NULL);
	exit(0);
}

/* >>> out
x 1 1 8
1 1
1 x
42
8
1
31
  x                                                                 1
<<< */
