BEGIN { trace(nosuch); }
inline int of[int a] = a + later;
inline string both[string s, int n] = n ? strjoin(s, "x") : s;
BEGIN { later = 1; trace(both["a", 1]); }

/* >>> err
IDENT_UNDEF.d:1:15: error: failed to resolve nosuch: Unknown variable name [IDENT_UNDEF]
    1 | BEGIN { trace(nosuch); }
      |               ^^^^^^
IDENT_UNDEF.d:2:28: error: failed to resolve later: Unknown variable name [IDENT_UNDEF]
    2 | inline int of[int a] = a + later;
      |                            ^^^^^
<<< */
