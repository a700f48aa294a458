int x;
string x;
BEGIN { exit(0); }

/* >>> out
<<< */

/* >>> err like
...
decl-redef\.d:2:\d+: error: .* \[DECL_IDRED\]
...
<<< */

/* >>> exit
1
<<< */
