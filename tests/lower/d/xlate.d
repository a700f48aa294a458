/* only the members that are read are evaluated, where they are read */
typedef struct fi { string n; int f; char c[8]; struct { int a; } i; } fi_t;
typedef struct w { fi_t inner; pid_t p; fi_t *ip; string never; } w_t;
struct small { int v; uint8_t low; };
translator fi_t < struct task_struct *F > { n = "x"; f = F->pid; c = F->comm; };
translator w_t < struct task_struct *T > {
	p = T->tgid;
	inner = xlate <fi_t> (T);
	ip = xlate <fi_t *> (T->real_parent);
};
translator struct small < int i > { v = i * 2; low = i; };
translator struct small < string s > { v = strlen(s); };
translator struct small < struct path p > { v = p.dentry != NULL; };
inline fi_t *me = xlate <fi_t *> (curthread);
inline w_t w = xlate <w_t> (curthread);
inline fi_t ff[int n] = xlate <fi_t> (n ? curthread : NULL);

BEGIN {
	trace(me->f);
	trace(me->n);
	trace(me->c);
	trace(sizeof (me->c));
	trace(w.inner.f);
	trace(w.ip->c);
	trace((*me).f);
	trace((&w)->p);
	trace(ff[1].f);
	trace(me->c[0]);
	trace((uintptr_t)me);
}
BEGIN {
	trace(xlate < struct small > ( 21 ).v);
	trace(xlate<struct small*>(300)->low);
	trace(xlate <struct small> ("abc").v);
	trace((arg0 ? me : xlate <fi_t *> (curthread->real_parent))->f);
	@[me->n, w.p] = quantize(me->f);
}
/* a variable keeps what is translated */
BEGIN {
	this->m = me;
	trace(this->m->f);
	self->k[1] = this->m;
	trace(self->k[1]->n);
}

/* >>> prog
global _[string<2>, pid_t] stat quantize
this m fi_t *
self k[int] fi_t *
clause 1 kernel
  probe dtrace:::BEGIN
  defer trace curthread->pid
  defer trace "x"
  defer trace (string<17>)curthread->comm
  defer trace 8u
  defer trace curthread->pid
  defer trace (string<17>)curthread->real_parent->comm
  defer trace curthread->pid
  defer trace curthread->tgid
  defer trace (1 ? curthread : 0u)->pid
  defer trace (string<17>)curthread->comm[0]
  defer trace (uintptr_t)(fi_t *)curthread
clause 2 kernel
  probe dtrace:::BEGIN
  defer trace 42
  defer trace 44u
  defer trace (int)strlen("abc")
  defer trace (arg0 ? curthread : curthread->real_parent)->pid
  @_["x", curthread->tgid] = quantize((long)curthread->pid)
clause 3 kernel
  probe dtrace:::BEGIN
  this->m = (fi_t *)curthread
  defer trace (struct task_struct *)this->m->pid
  self->k[1] = (fi_t *)(struct task_struct *)this->m
  defer trace "x"
<<< */
