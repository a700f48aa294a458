BEGIN { if (arg0) { x = 1; trace(x); } else if (arg1) exit(0); }

/* >>> prog
global x int
clause 1 kernel
  probe dtrace:::BEGIN
  if arg0
    x = 1
    defer trace x
  else
    if arg1
      defer.2 exit 0
<<< */
