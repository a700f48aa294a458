BEGIN { trace("a
"); }

/* >>> err
STR_NL.d:1:15: error: newline in a string [STR_NL]
    1 | BEGIN { trace("a
      |               ^^
      = hint: end the string with ", or write the newline as \n
STR_NL.d:2:1: error: newline in a string [STR_NL]
    2 | "); }
      | ^^^^^
      = hint: end the string with ", or write the newline as \n
STR_NL.d:2:1: error: syntax error near ""); }": expected an operator, ',' or the end of the list [SYNTAX]
    2 | "); }
      | ^^^^^
STR_NL.d:4:1: error: syntax error at the end: expected '}' at the end of the clause [SYNTAX]
    4 | 
      | ^
<<< */
