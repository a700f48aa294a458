# 7 "made.d"
BEGIN { trace(1 +); }
#line 100
END { 08; }

/* >>> err
made.d:7:18: error: syntax error near ")": expected an expression [SYNTAX]
    7 | BEGIN { trace(1 +); }
      |                  ^
      = note: in text that comes from line.d
made.d:100:7: error: bad digit in the octal constant '08' [INT_DIGIT]
  100 | END { 08; }
      |       ^^
      = note: in text that comes from line.d
<<< */
