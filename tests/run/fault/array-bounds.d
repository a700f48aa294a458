int v[4];
BEGIN { v[3] = 7; i = 3; printf("%d\n", v[i]); i = 4; }
BEGIN { x = v[i]; printf("no\n"); }
BEGIN { exit(0); }

/* >>> out
7
<<< */

/* >>> err like
array-bounds.d:3:13: error: index out of bounds \(4\) in probe dtrace:::BEGIN
...
<<< */
