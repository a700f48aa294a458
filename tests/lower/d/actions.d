BEGIN { stack(); ustack(5); sym(arg0); usym(arg1); tracemem(arg0, 16); setopt("quiet"); exit(3); }
syscall::openat:entry { printf("%s %s %-5d\n", execname, copyinstr(arg1), strlen("x")); trace(`init_task.pid); }

/* >>> prog
clause 1 kernel
  probe dtrace:::BEGIN
  defer trace stack()
  defer trace ustack(5)
  defer trace sym(arg0)
  defer trace usym(arg1)
  defer tracemem load<char [16]>((char (*)[16])arg0) 16
  defer setopt "quiet"
  defer exit 3
clause 2 kernel
  probe syscall:vmlinux:openat:entry
  defer printf "%s %s %-5d\n" execname copyinstr(arg1) strlen("x")
  defer trace 18446744071578845760u->pid
<<< */
