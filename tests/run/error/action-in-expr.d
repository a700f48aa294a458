BEGIN { x = 1 + trace(2); }

/* >>> out
<<< */

/* >>> err like
...
action-in-expr\.d:1:\d+: error: .* \[(OP_ACT|CG_EXPR)\]
...
<<< */

/* >>> exit
1
<<< */
