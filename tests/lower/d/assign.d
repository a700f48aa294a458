BEGIN {
	x = 1; x += 2; y = x++; ++x; n++;
	z = w = 3; m[x, "k"] = 4; m[rand(), "j"]--; t = m[1, "k"] = 5;
	self->s = execname; self->s = 0; g = "abc"; g = NULL; self->p = 1; self->p = 0;
	this->c = (x, y);
}
syscall:::entry /self->s != NULL && self->s == "cat"/ { trace(self->s); }

/* >>> prog
global x int
global y int
global n long
global w int
global z int
global m[int, string<2>] int
global t int
self s string<256>
global g string<256>
self p int
this c int
clause 1 kernel
  probe dtrace:::BEGIN
  local t0 int hidden
  local t1 int hidden
  x = 1
  x = (x + 2)
  y = { %t0 = x; x = (%t0 + 1); %t0 }
  x = (x + 1)
  n = (n + 1)
  z = { w = 3; w }
  m[x, "k"] = 4
  %t1 = rand()
  m[%t1, "j"] = (m[%t1, "j"] - 1)
  t = { m[1, "k"] = 5; m[1, "k"] }
  self->s = execname
  delete self->s
  g = "abc"
  g = ""
  self->p = 1
  self->p = 0
  this->c = { do x; y }
clause 2 kernel
  probe syscall:vmlinux:read:entry
  probe syscall:vmlinux:write:entry
  probe syscall:vmlinux:openat:entry
  probe syscall:vmlinux:exit_group:entry
  guard (((unsigned long)self->s != 0u) && (self->s == "cat"))
  defer trace self->s
<<< */
