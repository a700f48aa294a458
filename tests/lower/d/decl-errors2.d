long char a;
unsigned void *b;
long float c;
int d[1000000000];
struct e { int; };
int f`g;
struct h { int x : "a"; };
enum i { A = "x" };
int (*j)(int, void);
int (*k)(void x);
int l(int x);
struct m { int x[int]; };
unknown_t n;
BEGIN { trace('a
'); trace('abcdefghi'); }
provider foo1 { probe x(); };
provider bar { probe x(); probe x(); };

/* >>> err
decl-errors2.d:6:5: error: a name that is declared has no ` scope [DECL_SCOPE]
    6 | int f`g;
      |     ^^^
decl-errors2.d:13:1: error: expected predicate and/or actions following probe description [SYNTAX]
   13 | unknown_t n;
      | ^^^^^^^^^
decl-errors2.d:13:11: error: expected predicate and/or actions following probe description [SYNTAX]
   13 | unknown_t n;
      |           ^
decl-errors2.d:14:15: error: newline in a character constant [CHR_NL]
   14 | BEGIN { trace('a
      |               ^^
decl-errors2.d:15:1: error: character constant of more than 8 characters [CHR_OFLOW]
   15 | '); trace('abcdefghi'); }
      | ^^^^^^^^^^^
decl-errors2.d:15:1: error: syntax error near "'); trace('": expected an operator, ',' or the end of the list [SYNTAX]
   15 | '); trace('abcdefghi'); }
      | ^^^^^^^^^^^
decl-errors2.d:15:21: error: newline in a character constant [CHR_NL]
   15 | '); trace('abcdefghi'); }
      |                     ^^^^^
decl-errors2.d:17:1: error: syntax error near "provider": expected an expression [SYNTAX]
   17 | provider bar { probe x(); probe x(); };
      | ^^^^^^^^
decl-errors2.d:19:1: error: syntax error at the end: expected '}' at the end of the clause [SYNTAX]
   19 | 
      | ^
<<< */
