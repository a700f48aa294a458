/* @@needs: uprobe   @@trigger: forks 0
      @@why: -c holds the process before its first instruction: main is seen, once */
pid$target:a.out:main:entry
{
	printf("main %d\n", (int)arg0);
}

/* >>> out
main 2
<<< */
