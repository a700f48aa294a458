BEGIN { a = ''; b = 09; c = 99999999999999999999; d = 1.5; e = "open
; f = `; $nope; # }
#frobnicate
#pragma D nonsense
#pragma D option nonsense
} /* never ends

/* >>> err
lexical.d:1:13: error: empty character constant [CHR_NULL]
    1 | BEGIN { a = ''; b = 09; c = 99999999999999999999; d = 1.5; e = "open
      |             ^^
lexical.d:1:21: error: bad digit in the octal constant '09' [INT_DIGIT]
    1 | BEGIN { a = ''; b = 09; c = 99999999999999999999; d = 1.5; e = "open
      |                     ^^
lexical.d:1:29: error: integer constant '99999999999999999999' does not fit in 64 bits [INT_OFLOW]
    1 | BEGIN { a = ''; b = 09; c = 99999999999999999999; d = 1.5; e = "open
      |                             ^^^^^^^^^^^^^^^^^^^^
lexical.d:1:55: error: '1.5' is not an integer constant [SYNTAX]
    1 | BEGIN { a = ''; b = 09; c = 99999999999999999999; d = 1.5; e = "open
      |                                                       ^^^
      = hint: D has integers only; the suffixes are u, l, ll
lexical.d:1:64: error: newline in a string [STR_NL]
    1 | BEGIN { a = ''; b = 09; c = 99999999999999999999; d = 1.5; e = "open
      |                                                                ^^^^^
      = hint: end the string with ", or write the newline as \n
lexical.d:2:7: error: a symbol's name has to follow the backtick [SYNTAX]
    2 | ; f = `; $nope; # }
      |       ^
lexical.d:2:10: error: macro variable $nope is not defined [MACRO_UNDEF]
    2 | ; f = `; $nope; # }
      |          ^^^^^
      = hint: there are $1 $2 ..., $target, $pid, $ppid, $pgid, $sid, $uid, $euid, $gid, $egid
lexical.d:2:17: error: no token starts with '#' [SYNTAX]
    2 | ; f = `; $nope; # }
      |                 ^
lexical.d:3:2: error: unknown control line #frobnicate [PRAGCTL_INVAL]
    3 | #frobnicate
      |  ^^^^^^^^^^
      = hint: known are: #pragma, #line, #ident, #error; #define and #include need the preprocessor (-C)
lexical.d:4:11: error: unknown #pragma D nonsense [PRAGMA_INVAL]
    4 | #pragma D nonsense
      |           ^^^^^^^^
      = hint: known are: option, attributes, binding, depends_on
lexical.d:5:18: error: option 'nonsense' comes too late: options precede the clauses [PRAGMA_OPTSET]
    5 | #pragma D option nonsense
      |                  ^^^^^^^^
lexical.d:6:1: error: syntax error near "}": expected a probe description or a declaration [SYNTAX]
    6 | } /* never ends
      | ^
lexical.d:6:3: error: comment without its */ [SYNTAX]
    6 | } /* never ends
      |   ^^
<<< */
