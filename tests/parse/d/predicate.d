BEGIN / (a / b) > 1 / { a / b; }
END /x/ /* a comment */ { }
tick-1s
/self->t
 && 4 / 2/ // why
{ }

/* >>> ast
clause BEGIN
  when ((a / b) > 1)
  (a / b)
clause END
  when x
clause tick-1s
  when (self->t && (4 / 2))
<<< */
