/* @@needs: tp_btf perf_clock  @@trigger: procs 2
   @@why: statistics of the system grow by what processes do */
sysinfo:::sysfork, sysinfo:::sysexec, sysinfo:::nthreads, sysinfo:::sysvfork /progenyof($target)/ { @[probename] = sum(arg0); }
sysinfo:::sysread, sysinfo:::readch /pid == $target && execname == "procs"/ { @some[probename, arg0 > 0] = count(); }
sysinfo:::syscall /progenyof($target)/ { @n["difference"] = sum(arg0); }
syscall:::entry /progenyof($target)/ { @n["difference"] = sum(-1); }
sysinfo:::pswitch /pid == $target/ { self->switched = 1; }
vminfo:::as_fault /pid == $target/ { self->faulted += arg0; }
vminfo:::hat_fault /pid == $target/ { self->minor += arg0; }
sysinfo:::syscall /pid == $target && self->switched && self->faulted > 10 && self->minor > 10/ { @yes["switched and faulted"] = count(); self->switched = 0; self->faulted = -1000000; }

/* >>> out

  nthreads                                                          2
  sysexec                                                           4
  sysfork                                                           8
  readch                                                    1                5
  sysread                                                   1                5
  difference                                                        0
  switched and faulted                                              1
<<< */
