/* @@why: what stands before the fault has happened, what stands after has not */
BEGIN { zero = 0; before = 1; x = 5 % zero; after = 1; }
BEGIN { printf("%d %d\n", before, after); exit(0); }

/* >>> out
1 0
<<< */

/* >>> err like
modulo-statement.d:2:35: error: divide-by-zero in probe dtrace:::BEGIN
...
<<< */
