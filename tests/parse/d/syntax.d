BEGIN { x = ; y = 1 2; trace(3); z = (4; while (1) ; }
END / x { }
syscall:::entry { for (;;) }
int ; ;

/* >>> err
syntax.d:1:13: error: syntax error near ";": expected an expression [SYNTAX]
    1 | BEGIN { x = ; y = 1 2; trace(3); z = (4; while (1) ; }
      |             ^
syntax.d:1:21: error: syntax error near "2": expected an operator or ';' [SYNTAX]
    1 | BEGIN { x = ; y = 1 2; trace(3); z = (4; while (1) ; }
      |                     ^
syntax.d:1:40: error: syntax error near ";": expected an operator or ')' [SYNTAX]
    1 | BEGIN { x = ; y = 1 2; trace(3); z = (4; while (1) ; }
      |                                        ^
syntax.d:1:42: error: syntax error near "while": expected a statement [SYNTAX]
    1 | BEGIN { x = ; y = 1 2; trace(3); z = (4; while (1) ; }
      |                                          ^^^^^
      = hint: D has no loops; conditions are predicates, ?: and if
syntax.d:2:9: error: syntax error near "{": expected an operator or '/' at the end of the predicate [SYNTAX]
    2 | END / x { }
      |         ^
syntax.d:3:19: error: syntax error near "for": expected a statement [SYNTAX]
    3 | syscall:::entry { for (;;) }
      |                   ^^^
      = hint: D has no loops; conditions are predicates, ?: and if
syntax.d:3:26: error: syntax error near ")": expected an expression [SYNTAX]
    3 | syscall:::entry { for (;;) }
      |                          ^
<<< */
