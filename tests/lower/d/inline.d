inline int limit = 10 + 1;
inline string who = execname;
inline int add[int a, int b] = a + b * limit;
BEGIN /limit > 3/ { trace(add[1, arg0]); trace(who); trace(FAKE_BUSY); trace(ENOENT + SIGINT); }
inline int fd = args[0];
inline int next = fd + 1;
syscall::read:entry { trace(fd); trace(next); }

/* >>> prog
clause 1 kernel
  probe dtrace:::BEGIN
  guard 1
  defer trace (1 + ((int)arg0 * 11))
  defer trace execname
  defer trace 3
  defer trace 4
clause 2 kernel
  probe syscall:vmlinux:read:entry
  defer trace (int)arg0<unsigned int>
  defer trace ((int)arg0<unsigned int> + 1)
<<< */
