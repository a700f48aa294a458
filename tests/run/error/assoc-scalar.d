BEGIN { a = 1; a["x"] = 2; }

/* >>> out
<<< */

/* >>> err like
...
assoc-scalar\.d:1:\d+: error: .* \[ARR_BADREF\]
...
<<< */

/* >>> exit
1
<<< */
