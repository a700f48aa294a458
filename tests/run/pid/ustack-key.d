/* @@needs: uprobe   @@trigger: calls 5
      @@why: one key for five equal stacks */
pid$target:a.out:inner:entry
{
	@[ustack(1)] = count();
}

/* >>> out


              calls`inner
                5
<<< */
