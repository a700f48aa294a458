/* @@why: D has no flow control */
BEGIN
{
	if (1) { x = 1; }
}

/* >>> out
<<< */

/* >>> err like
syntax-if\.d:4:2: error: .* \[SYNTAX\]
    4 \| 	if \(1\) \{ x = 1; \}
      \| [ 	]{1,}\^{1,}
...
<<< */

/* >>> exit
1
<<< */
