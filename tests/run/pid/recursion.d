/* @@needs: uprobe   @@trigger: calls 10
      @@why: fact(5) is six calls, six returns; the deepest returns first */
pid$target:a.out:fact:entry
{
	self->depth++;
	@deep = max(self->depth);
	@n["entry"] = count();
}

pid$target:a.out:fact:return
{
	@n["return"] = count();
	@last[self->depth] = max(arg1);
	self->depth--;
}

/* >>> out

                6
  entry                                                            60
  return                                                           60
                5                1
                6                1
                4                2
                3                6
                2               24
                1              120
<<< */
