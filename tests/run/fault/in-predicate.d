BEGIN { zero = 0; }
BEGIN /1 / zero/ { printf("no\n"); }
BEGIN { printf("yes\n"); exit(0); }

/* >>> out
yes
<<< */

/* >>> err like
in-predicate.d:2:8: error: divide-by-zero in probe dtrace:::BEGIN
...
<<< */
