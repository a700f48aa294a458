BEGIN {
	trace(1 << 33); trace(-1 > 0u); trace(7 / -2); trace(-7 % 3); trace((char)300);
	i = (int)arg0; u = (unsigned)arg1;
	trace(i > 1L); trace(u > i); trace(i / 2u); trace(u >> 1); trace(i >> 1); trace((char)arg0 + (short)arg1);
}

/* >>> prog
global i int
global u unsigned int
clause 1 kernel
  probe dtrace:::BEGIN
  defer trace 0
  defer trace 1
  defer trace -3
  defer trace -1
  defer trace 44
  i = (int)arg0
  u = (unsigned int)arg1
  defer trace (i > 1)
  defer trace (u >u (unsigned long)i)
  defer trace ((unsigned long)i /u 2u)
  defer trace (u >>u 1)
  defer trace (i >> 1)
  defer trace ((char)arg0 + (short)arg1)
<<< */
