#!/usr/sbin/dtrace -s
/* @@form: dtrace  @@needs: tp_btf  @@trigger: procs 2
   @@why: the life of processes, in the manner of the field */
#pragma D option quiet

proc:::create /pid == $target/ { @made[args[0]->pr_fname, execname] = count(); }
proc:::start /ppid == $target/ { self->start = timestamp; }
proc:::exec /ppid == $target/ { self->parent = execname; @paths[basename(args[0])] = count(); }
proc:::exec-success /self->parent != NULL/
{
	@runs[self->parent, execname, basename(curpsinfo->pr_psargs)] = count();
	self->parent = 0;
}
proc:::exit
/self->start/
{
	@life["lives less than a minute", timestamp - self->start < 60000000000] = count();
	@ends[args[0] == CLD_EXITED ? "exit" : args[0] == CLD_KILLED || args[0] == CLD_DUMPED ? "signal" : "?"] = count();
	self->start = 0;
}
proc:::signal-send /(args[2] == SIGKILL || args[2] == SIGUSR1) && progenyof($target)/
{
	@sig[execname == "procs" ? execname : "?", stringof(args[1]->pr_fname), args[2]] = count();
}
proc:::lwp-start, proc:::lwp-exit /pid == $target && tid != pid/ { @lwp[probename, stringof(curlwpsinfo->pr_name)] = count(); }

/* >>> out

  procs                                               procs                                                            10
  exe                                                               2
  file                                                              2
  procs                                               exe                                                 procs child one                                                   2
  lives less than a minute                                  1                8
  signal                                                            2
  exit                                                              6
  procs                                               procs                                                     9                2
  procs                                               procs                                                    10                2
  lwp-exit                                            procs                                                             2
  lwp-start                                           procs                                                             2
<<< */
