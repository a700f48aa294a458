syscall::read:entry { x = args[17]; }

/* >>> out
<<< */

/* >>> err like
...
args-index\.d:1:\d+: error: .* \[ARGS_IDX\]
...
<<< */

/* >>> exit
1
<<< */
