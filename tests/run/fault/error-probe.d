/* @@why: ERROR fires before the next clause, with code and value */
ERROR { printf("error %d %d\n", arg4, arg5); }
BEGIN { zero = 0; x = 1 / zero; }
BEGIN { printf("next\n"); }
BEGIN { x = *(int *)24; }
BEGIN { exit(0); }

/* >>> out
error 4 0
next
error 1 24
<<< */

/* >>> err like
.*divide-by-zero.*
.*invalid address.*
<<< */
