syscall::read*:entry, sdt:sched::[a-s]*, fbt::vfs_?ead:return,
:::BEGIN { }
12 { trace(1); }
pid$target:a.out:$1:entry { }
/* @@args: -- work */
