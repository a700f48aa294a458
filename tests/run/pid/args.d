/* @@needs: uprobe   @@trigger: calls 2
      @@why: six arguments in registers; narrow ones are cut by a cast */
pid$target:a.out:sum6:entry
{
	printf("%d %d %d %d %d %d\n", (int)arg0, arg1, (unsigned char)arg2, (short)arg3, (uint32_t)arg4, arg5);
}

pid$target:a.out:negative:return
{
	printf("%d\n", (int)arg1);
}

pid$target:a.out:say:entry
{
	printf("%s %d\n", copyinstr(arg0), (int)arg1);
}

/* >>> out
even 4
-1 1099511627776 200 -300 4000000000 0
-1
odd 3
-1 1099511627776 200 -300 4000000000 1
-2
<<< */
