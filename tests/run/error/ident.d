BEGIN { x = nosuch + 1; }

/* >>> out
<<< */

/* >>> err like
ident\.d:1:13: error: .* \[(IDENT_UNDEF|VAR_UNDEF)\]
    1 \| BEGIN \{ x = nosuch \+ 1; \}
      \|             \^{6}
...
<<< */

/* >>> exit
1
<<< */
