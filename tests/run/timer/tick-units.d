/* @@why: every unit; no suffix is hz; a tick is an interruption of the kernel: it has a place there */
tick-100 /!a/ { a = 1; @["hz"] = count(); }
tick-10hz /!b/ { b = 1; @["10hz"] = count(); }
tick-20msec /!c/ { c = 1; @["msec"] = count(); }
tick-20000us /!d/ { d = 1; @["us"] = count(); }
tick-20000000ns /!e/ { e = 1; @["ns"] = count(); }
tick-10ms, profile-10ms /(arg0 != 0) + (arg1 != 0) != 1/ { @["places"] = count(); }
tick-10ms /arg0 && !f/ { f = 1; @["in the kernel"] = count(); }
tick-1s { exit(0); }

/* >>> out

  10hz                                                              1
  hz                                                                1
  in the kernel                                                     1
  msec                                                              1
  ns                                                                1
  us                                                                1
<<< */
