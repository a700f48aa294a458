BEGIN { trace('abcdefghi'); }

/* >>> err
CHR_OFLOW.d:1:15: error: character constant of more than 8 characters [CHR_OFLOW]
    1 | BEGIN { trace('abcdefghi'); }
      |               ^^^^^^^^^^^
<<< */
