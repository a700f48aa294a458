BEGIN { stack(); ustack(5); sym(arg0); usym(arg1); tracemem(arg0, 16); setopt("quiet"); exit(3); }
syscall::openat:entry { printf("%s %s %-5d\n", execname, copyinstr(arg1), strlen("x")); trace(`init_task.pid); }
