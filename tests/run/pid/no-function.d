/* @@needs: uprobe   @@trigger: calls 1 */
pid$target:a.out:no_such_function:entry
{
	@ = count();
}

/* >>> out
<<< */

/* >>> err like
...
.*no_such_function.*
...
<<< */

/* >>> exit
2
<<< */
