syscall::read:*, syscall::*:entry { @[probefunc, probename] = count(); }
BEGIN, BEGIN { }
pid$target::work:entry { @u[ustack()] = count(); }

/* >>> prog
global _[string<16>, string<16>] stat count
global u[stack<100>] stat count
clause 1 kernel
  probe syscall:vmlinux:read:entry
  probe syscall:vmlinux:read:return
  probe syscall:vmlinux:write:entry
  probe syscall:vmlinux:openat:entry
  probe syscall:vmlinux:exit_group:entry
  @_[probefunc, probename] = count()
clause 2 kernel
  probe syscall:vmlinux:read:entry
  @_[probefunc, probename] = count()
clause 3 kernel
  probe dtrace:::BEGIN
  default
clause 4 kernel
  probe dtrace:::BEGIN
  default
clause 5 kernel
  probe pid42:a.out:work:entry
  @u[ustack()] = count()
<<< */
