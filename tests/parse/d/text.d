BEGIN, END
/* @@args: -n */

/* >>> ast
clause BEGIN, END
<<< */
