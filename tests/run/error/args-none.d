BEGIN { x = args[0]; }

/* >>> out
<<< */

/* >>> err like
...
args-none\.d:1:\d+: error: .* \[ARGS_NONE\]
...
<<< */

/* >>> exit
1
<<< */
