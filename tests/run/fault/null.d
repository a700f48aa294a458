/* @@why: NULL and wild addresses */
BEGIN { p = 0; x = *(int *)p; printf("no\n"); }
BEGIN { x = *(int *)16; printf("no\n"); }
BEGIN { printf("yes\n"); exit(0); }

/* >>> out
yes
<<< */

/* >>> err like
.*invalid address \(0x0\).*
.*invalid address \(0x10\).*
<<< */
