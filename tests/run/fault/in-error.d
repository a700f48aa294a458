/* @@why: a fault inside ERROR is counted, not looped on */
BEGIN { zero = 0; }
ERROR { x = 1 / zero; }
BEGIN { x = 1 / zero; }
BEGIN { printf("done\n"); exit(0); }

/* >>> out
done
<<< */

/* >>> err like
...
.*ERROR.*
...
<<< */
