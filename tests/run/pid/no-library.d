/* @@needs: uprobe   @@trigger: calls 1 */
pid$target:libnosuch.so:x:entry
{
	@ = count();
}

/* >>> out
<<< */

/* >>> err like
...
.*libnosuch.*
...
<<< */

/* >>> exit
2
<<< */
