/* @@needs: uprobe   @@trigger: manyfuncs 3
      @@why: a thousand functions, three calls of each */
pid$target:a.out:many_*:entry
{
	@total = count();
}

pid$target:a.out:many_*:entry
/probefunc == "many_000" || probefunc == "many_999"/
{
	@each[probefunc] = count();
}

END
{
	printa("%@d\n", @total);
	printa("%s %@d\n", @each);
}

/* >>> out
3000
many_000 3
many_999 3
<<< */

/* >>> err
<<< */
