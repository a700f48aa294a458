BEGIN { x = nosuchfunc(1); }

/* >>> out
<<< */

/* >>> err like
...
func-undef\.d:1:\d+: error: .* \[FUNC_UNDEF\]
...
<<< */

/* >>> exit
1
<<< */
