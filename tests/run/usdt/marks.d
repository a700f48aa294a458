/* @@needs: uprobe   @@trigger: marks 4
   @@why: every way of giving an argument; a dash for two underscores; the semaphore is up while we trace */
sondetest$target:::values { printf("values %d %d %d %s\n", arg0, arg1, arg2, copyinstr(arg3)); }
sondetest$target:marks:work:two-words { printf("%s in %s: %d\n", probename, probefunc, arg0); }
sondetest$target:::two__words /probefunc == "main"/ { @places[probename] = sum(arg0); }
sondetest$target:::sizes, sondetest$target:::memory { @args[probename, arg0, arg1, arg2] = count(); }
sondetest$target:::sizes { @big[arg3] = count(); }
sondetest$target:::guarded { @guarded = sum(arg0); }
sonde*:::simple /pid == $target/ { @simple[probename, probemod] = count(); }
sondelib$target:::inside { @inside[probemod, probefunc] = sum(arg0); }

/* >>> out
values 0 0 7 text
two-words in work: 0
values 1 -1 7 text
two-words in work: 1
values 2 -2 7 text
two-words in work: 2
values 3 -3 7 text
two-words in work: 3

  two__words                                                        6
  memory                                                           10                0               30                1
  memory                                                           20                1               30                1
  memory                                                           30                2               30                1
  memory                                                           40                3               30                1
  sizes                                                            -1              200               -2                4
       3000000000                4
                6
  simple                                              marks                                                             8
  libtrig.so                                          from_library                                                      6
<<< */
/* >>> exit
0
<<< */
