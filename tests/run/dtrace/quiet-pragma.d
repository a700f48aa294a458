/* @@form: dtrace   @@why: quiet by pragma suppresses the notices as well */
#pragma D option quiet
BEGIN { printf("x\n"); exit(0); }

/* >>> out
x
<<< */

/* >>> err
<<< */
