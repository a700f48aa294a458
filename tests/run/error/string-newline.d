BEGIN { trace("abc
"); }

/* >>> out
<<< */

/* >>> err like
...
string-newline\.d:1:\d+: error: .* \[STR_NL\]
...
<<< */

/* >>> exit
1
<<< */
