enum e { AMB = 1 };
int AMB;
BEGIN { trace(AMB); }

/* >>> err
IDENT_AMBIG.d:3:15: error: 'AMB' is both a variable and an enumerator [IDENT_AMBIG]
    3 | BEGIN { trace(AMB); }
      |               ^^^
<<< */
