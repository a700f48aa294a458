/* @@form: dtrace   @@args: -q -x nspec=2
   @@why: numbers, what is kept, what ends a clause silently, order (D reference, 11.6) */
BEGIN { a = speculation(); b = speculation(); printf("got %d %d %d\n", a, b, speculation()); }
BEGIN { speculate(a); printf("first\n"); }
BEGIN { speculate(b); printf("second\n"); }
BEGIN { speculate(a); trace("third\n"); printf("%s\n", probename); }
BEGIN { speculate(99); printf("never: no such number\n"); }
BEGIN { speculate(0); printf("never: none\n"); }
BEGIN { this->x = 1; speculate(-1); this->x = 2; }
BEGIN { printf("x %d\n", this->x); }
BEGIN { commit(a); }
BEGIN { speculate(a); printf("never: ended\n"); }
BEGIN { printf("after commit\n"); discard(b); }
BEGIN { speculate(b); printf("never: thrown away\n"); }
BEGIN { commit(b); commit(0); commit(a); discard(0); discard(2); }
tick-20ms /!n++/ { c = speculation(); printf("again %d\n", c); discard(c); }
tick-20ms /n > 1/ { exit(0); }
END { printf("the end\n"); }

/* >>> out
got 1 2 0
x 1
first
third
BEGIN
after commit
again 1
the end
<<< */

/* >>> err
dtrace: 1 failed speculation (no speculative buffer available)
<<< */
