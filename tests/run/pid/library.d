/* @@needs: uprobe   @@trigger: library 50
      @@why: functions of a shared library, in this process only */
pid$target:libtrig.so:trig_*:entry
{
	@[probefunc] = count();
}

pid$target:libtrig:trig_add:return
{
	@sum = sum(arg1);
}

/* >>> out

  trig_outer                                                       50
  trig_add                                                        150
              200
<<< */

/* >>> err
<<< */
