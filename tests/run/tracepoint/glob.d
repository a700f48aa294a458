/* @@needs: tracepoint   @@trigger: forks 2 */
sdt:sched::sched_process_e*
/ppid == $target && pid == tid/
{
	@[probename] = count();
}

/* >>> out

  sched_process_exec                                                2
  sched_process_exit                                                2
<<< */
