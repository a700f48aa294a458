/* @@trigger: sys write 100 512 + read 50 64 + getppid 7
      @@why: argN and args[N] of entry and return, typed */
syscall::write:entry
/pid == $target && arg2 == 512/
{
	@n["write entry"] = count();
	@bytes["write args[2]"] = sum(args[2]);
	@fd["fd > 2"] = sum(args[0] > 2);
}

syscall::write:return
/pid == $target && arg1 == 512/
{
	@n["write return"] = count();
	@bytes["write arg0"] = sum(arg0);
}

syscall::read:return
/pid == $target && arg1 == 64/
{
	@n["read return"] = count();
	@bytes["read args[0]"] = sum(args[0]);
}

syscall::getppid:entry
/pid == $target/
{
	@n["getppid"] = count();
}

/* >>> out

  getppid                                                           7
  read return                                                      50
  write entry                                                     100
  write return                                                    100
  read args[0]                                                   3200
  write arg0                                                    51200
  write args[2]                                                 51200
  fd > 2                                                          100
<<< */
