/* @@why: NULL and wild addresses */
BEGIN { p = 0; x = *(int *)p; printf("no\n"); }
BEGIN { x = *(int *)16; printf("no\n"); }
BEGIN { printf("yes\n"); exit(0); }

/* >>> out
yes
<<< */

/* >>> err like
null.d:2:20: error: invalid address \(0x0\) in probe dtrace:::BEGIN
...
null.d:3:13: error: invalid address \(0x10\) in probe dtrace:::BEGIN
...
<<< */
