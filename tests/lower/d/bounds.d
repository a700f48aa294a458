BEGIN { @["ab"] = count(); @[execname] = count(); x["a"] = 1; x["longer"] = 2; trace(x[execname]); }

/* >>> prog
global _[string<16>] stat count
global x[string<16>] int
clause 1 kernel
  probe dtrace:::BEGIN
  @_["ab"] = count()
  @_[execname] = count()
  x["a"] = 1
  x["longer"] = 2
  defer trace x[execname]
<<< */
