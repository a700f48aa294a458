/* @@needs: tp_btf   @@trigger: procs 2
   @@why: processes, threads and signals, as many as there are, with what their arguments say */
proc:::create /progenyof($target)/
{
	@["create", stringof(args[0]->pr_fname), args[0]->pr_ppid == pid] = count();
}
proc:::start, proc:::lwp-start /progenyof($target)/ { @[probename, execname, pid == tid] = count(); }
proc:::lwp-create /progenyof($target)/
{
	@["lwp-create", args[1]->pr_fname, args[1]->pr_pid == pid && args[0]->pr_lwpid != pid] = count();
}
proc:::exec /progenyof($target) && execname == "procs"/ { @["exec", args[0], 0] = count(); }
proc:::exec-failure /progenyof($target)/ { @["exec-failure", execname, args[0]] = count(); }
proc:::exec-success /progenyof($target) && curpsinfo->pr_psargs != "procs 2"/
{
	@["exec-success", curpsinfo->pr_psargs, ppid == $target] = count();
}
proc:::exit /progenyof($target)/
{
	@["exit", args[0] == CLD_EXITED ? "exited" : args[0] == CLD_KILLED ? "killed" : "dumped", 0] = count();
}
proc:::lwp-exit /progenyof($target)/ { @["lwp-exit", "", pid == tid] = count(); }
proc:::signal-send
/progenyof($target) && (args[2] == SIGUSR1 || args[2] == SIGUSR2 || args[2] == SIGKILL)/
{
	@[probename, args[1]->pr_ppid == pid ? "child" : args[1]->pr_pid == pid ? "itself" : "?", args[2]] = count();
}
proc:::signal-discard /pid == $target && args[2] == SIGURG/ { @[probename, args[1]->pr_fname, args[2]] = count(); }
proc:::signal-handle /progenyof($target)/ { @[probename, ppid == $target ? "child" : "?", args[0]] = count(); }
proc:::signal-handle /progenyof($target)/ { @a["handler", args[2] != NULL, args[1] != NULL] = count(); }
proc:::signal-clear /progenyof($target)/ { @[probename, "", args[0]] = count(); }

/* >>> out

  create                                              procs                                                     0                2
  exec                                                /no/such/file                                             0                2
  exec                                                /proc/self/exe                                            0                2
  exec-failure                                        procs                                                     2                2
  exec-success                                        procs child one                                           1                2
  exit                                                killed                                                    0                2
  lwp-create                                          procs                                                     1                2
  lwp-exit                                                                                                      0                2
  lwp-start                                           procs                                                     0                2
  signal-clear                                                                                                 12                2
  signal-discard                                      procs                                                    23                2
  signal-handle                                       child                                                    10                2
  signal-send                                         child                                                     9                2
  signal-send                                         child                                                    10                2
  signal-send                                         itself                                                   12                2
  exit                                                exited                                                    0                7
  create                                              procs                                                     1                8
  lwp-start                                           procs                                                     1                8
  start                                               procs                                                     1                8
  lwp-exit                                                                                                      1                9
  handler                                                   1        1                2
<<< */
