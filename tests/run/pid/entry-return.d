/* @@needs: uprobe   @@trigger: calls 100 */
pid$target:a.out:work:entry
{
	@n[probefunc, probename] = count();
	@args = sum(arg0);
}

pid$target:a.out:work:return
{
	@n[probefunc, probename] = count();
	@ret = sum(arg1);
}

/* >>> out

  work                                                entry                                                           100
  work                                                return                                                          100
             4950
             9900
<<< */

/* >>> err
<<< */
