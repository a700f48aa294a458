syscall::nosuch:entry { }
noprov:::x { }
a:b:c:d:e { }
