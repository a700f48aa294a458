BEGIN { trace('a'); trace('ab'); trace('\n'); trace(017 + 0x1f + 5uLL); trace("q\"\x41\101\t"); }

/* >>> ast
clause BEGIN
  trace(97)
  trace(24930)
  trace(10)
  trace(((15 + 31) + 5))
  trace("q\"AA\t")
<<< */
