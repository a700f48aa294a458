BEGIN { @["ab"] = count(); @[execname] = count(); x["a"] = 1; x["longer"] = 2; trace(x[execname]); }
