/* @@needs: uprobe   @@trigger: calls 10
      @@why: offset 0 is the first instruction, there on every call */
pid$target:a.out:work:0
{
	@[probename] = count();
}

/* >>> out

  0                                                                10
<<< */
