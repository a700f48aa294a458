syscall::read*:entry, sdt:sched::[a-s]*, fbt::vfs_?ead:return,
:::BEGIN { }
12 { trace(1); }
pid$target:a.out:$1:entry { }
pid12:/opt/a+b/lib*.so:f:entry/arg0 / 2 > 1/ { }
pid12:/opt/x:f:3a, pid13:/opt/y:f:/pid/ { }
syscall::read:/pid/{ }
tick-1:/pid/{ }
/* @@args: -- work */

/* >>> ast
clause syscall::read*:entry, sdt:sched::[a-s]*, fbt::vfs_?ead:return, :::BEGIN
clause 12
  trace(1)
clause pid42:a.out:work:entry
clause pid12:/opt/a+b/lib*.so:f:entry
  when ((arg0 / 2) > 1)
clause pid12:/opt/x:f:3a, pid13:/opt/y:f:
  when pid
clause syscall::read:
  when pid
clause tick-1:
  when pid
<<< */
