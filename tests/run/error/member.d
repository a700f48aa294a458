/* @@needs: btf */
BEGIN { x = curthread->no_such_member; }

/* >>> out
<<< */

/* >>> err like
...
member\.d:2:\d+: error: .* \[TYPE_MEMBER\]
...
<<< */

/* >>> exit
1
<<< */
