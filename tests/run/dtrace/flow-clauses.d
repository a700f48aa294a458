/* @@needs: uprobe   @@form: dtrace   @@args: -qF   @@trigger: calls 1   @@mask: num
   @@why: recursion is indented, a second clause of the same entry or return is not */
pid$target:a.out:outer:entry, pid$target:a.out:inner:entry,
pid$target:a.out:outer:return, pid$target:a.out:inner:return
{
	printf("first\n");
}

pid$target:a.out:outer:entry, pid$target:a.out:inner:return
{
	printf("second\n");
}

pid$target:a.out:fact:entry
/arg0 < 2/
{
	printf("%d\n", arg0);
}

pid$target:a.out:fact:return
/arg1 == 1/
{
	printf("back\n");
}

BEGIN, END
{
	printf("alone\n");
}

/* >>> out
  N | :BEGIN                                  alone
  N  -> fact                                  N
  N    -> fact                                N
  N    <- fact                                back
  N  <- fact                                  back
  N  -> outer                                 first
  N   | outer:entry                           second
  N    -> inner                               first
  N     | inner:return                        first
  N    <- inner                               second
  N  <- outer                                 first
  N | :END                                    alone
<<< */
