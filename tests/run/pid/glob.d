/* @@needs: uprobe   @@trigger: manyfuncs 3
      @@why: a thousand functions, three calls of each */
pid$target:a.out:many_*:entry
{
	@total = count();
	@each[probefunc] = count();
}

END
{
	printa("%@d\n", @total);
	trunc(@each, 2);
	printa("%s %@d\n", @each);
}

/* >>> out
3000
many_998 3
many_999 3
<<< */

/* >>> err
<<< */
