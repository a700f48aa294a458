struct in { char c; short s; int b1 : 3, b2 : 7; };
struct pt { int x; struct in i; long v[4]; } p, q;
self struct pt t;
BEGIN { p.x = 1; p.i.s = 2; p.v[3] = 4; q = p; self->t = p; trace(q.i.s + sizeof (struct pt) + offsetof(struct pt, v)); }
