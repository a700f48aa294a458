#nosuch
BEGIN {  }

/* >>> err
PRAGCTL_INVAL.d:1:2: error: unknown control line #nosuch [PRAGCTL_INVAL]
    1 | #nosuch
      |  ^^^^^^
      = hint: known are: #pragma, #line, #ident, #error; #define and #include need the preprocessor (-C)
<<< */
