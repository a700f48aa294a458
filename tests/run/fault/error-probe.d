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
error-probe.d:3:23: error: divide-by-zero in probe dtrace:::BEGIN
...
error-probe.d:5:13: error: invalid address \(0x18\) in probe dtrace:::BEGIN
...
<<< */
