BEGIN { trace('a
'); }

/* >>> err
CHR_NL.d:1:15: error: newline in a character constant [CHR_NL]
    1 | BEGIN { trace('a
      |               ^^
CHR_NL.d:2:1: error: newline in a character constant [CHR_NL]
    2 | '); }
      | ^^^^^
CHR_NL.d:2:1: error: syntax error near "'); }": expected an operator, ',' or the end of the list [SYNTAX]
    2 | '); }
      | ^^^^^
CHR_NL.d:4:1: error: syntax error at the end: expected '}' at the end of the clause [SYNTAX]
    4 | 
      | ^
<<< */
