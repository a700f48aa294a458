BEGIN / (a / b) > 1 / { a / b; }
END /x/ /* a comment */ { }
tick-1s
/self->t
 && 4 / 2/ // why
{ }
