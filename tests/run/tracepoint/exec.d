/* @@needs: tracepoint   @@trigger: forks 3
      @@why: three children execute a program each */
sdt:sched::sched_process_exec
/ppid == $target/
{
	@["exec"] = count();
}

sdt:sched::sched_process_fork
/pid == $target/
{
	@["fork"] = count();
}

sdt:sched::sched_process_exit
/ppid == $target && pid == tid/
{
	@["zexit"] = count();
}

/* >>> out

  exec                                                              3
  fork                                                              3
  zexit                                                             3
<<< */
