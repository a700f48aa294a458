/* @@needs: btf */
BEGIN { curthread->pid = 1; }

/* >>> out
<<< */

/* >>> err like
...
kernel-write\.d:2:\d+: error: .* \[(OP_WRITE|OP_LVAL)\]
...
<<< */

/* >>> exit
1
<<< */
