/* @@why: a fault ends its clause only and loses its record; the message names the probe */
BEGIN { zero = 0; }
BEGIN { printf("lost %d\n", 10 / zero); }
BEGIN { printf("kept\n"); exit(0); }

/* >>> out
kept
<<< */

/* >>> err like
divide.d:3:29: error: divide-by-zero in probe dtrace:::BEGIN
...
<<< */
