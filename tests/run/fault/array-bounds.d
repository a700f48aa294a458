int v[4];
BEGIN { v[3] = 7; i = 3; printf("%d\n", v[i]); i = 4; }
BEGIN { x = v[i]; printf("no\n"); }
BEGIN { exit(0); }

/* >>> out
7
<<< */

/* >>> err like
.*index out of bounds \(4\).*
<<< */
