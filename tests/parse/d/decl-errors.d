int x[int, ...];
int (*fp)(static int);
int f`g;
unknown_t n;
BEGIN { trace('abcdefghi'); }
BEGIN { trace('a
); }

/* >>> err
decl-errors.d:1:12: error: the number of an array's keys is fixed: no ... [DECL_PROTO_VARARGS]
    1 | int x[int, ...];
      |            ^^^
decl-errors.d:2:11: error: a parameter has no storage class [DECL_PARMCLASS]
    2 | int (*fp)(static int);
      |           ^^^^^^
decl-errors.d:3:5: error: a name that is declared has no ` scope [DECL_SCOPE]
    3 | int f`g;
      |     ^^^
decl-errors.d:4:1: error: expected predicate and/or actions following probe description [SYNTAX]
    4 | unknown_t n;
      | ^^^^^^^^^
      = hint: if it is to be a declaration: 'unknown_t' is not the name of a type
decl-errors.d:5:15: error: character constant of more than 8 characters [CHR_OFLOW]
    5 | BEGIN { trace('abcdefghi'); }
      |               ^^^^^^^^^^^
decl-errors.d:6:15: error: newline in a character constant [CHR_NL]
    6 | BEGIN { trace('a
      |               ^^
<<< */
