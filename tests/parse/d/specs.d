syscall::read*:entry, sdt:sched::[a-s]*, fbt::vfs_?ead:return,
:::BEGIN { }
12 { trace(1); }
pid$target:a.out:$1:entry { }
/* @@args: -- work */

/* >>> ast
clause syscall::read*:entry, sdt:sched::[a-s]*, fbt::vfs_?ead:return, :::BEGIN
clause 12
  trace(1)
clause pid42:a.out:work:entry
<<< */
