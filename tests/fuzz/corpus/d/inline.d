inline int limit = 10 + 1;
inline string who = execname;
inline int add[int a, int b] = a + b * limit;
BEGIN /limit > 3/ { trace(add[1, arg0]); trace(who); trace(FAKE_BUSY); trace(ENOENT + SIGINT); }
