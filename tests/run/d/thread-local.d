/* @@why: self-> belongs to the thread: each of three threads counts its own calls
      @@trigger: threads 3 100 */
syscall::getppid:entry
/pid == $target/
{
	self->n++;
	@last[execname] = max(self->n);
	@calls[execname] = count();
}

/* >>> out

  t1                                                              100
  t2                                                              200
  t3                                                              300
  t1                                                              100
  t2                                                              200
  t3                                                              300
<<< */
