BEGIN { trace(execnam); trace(pidd); prinft("x"); total = 1; trace(totl); trace(qwertz); }

/* >>> err
slips.d:1:15: error: failed to resolve execnam: Unknown variable name [IDENT_UNDEF]
    1 | BEGIN { trace(execnam); trace(pidd); prinft("x"); total = 1; trace(totl); trace(qwertz); }
      |               ^^^^^^^
      = hint: similar names: execname
slips.d:1:31: error: failed to resolve pidd: Unknown variable name [IDENT_UNDEF]
    1 | BEGIN { trace(execnam); trace(pidd); prinft("x"); total = 1; trace(totl); trace(qwertz); }
      |                               ^^^^
      = hint: similar names: pid
slips.d:1:38: error: unknown function prinft() [FUNC_UNDEF]
    1 | BEGIN { trace(execnam); trace(pidd); prinft("x"); total = 1; trace(totl); trace(qwertz); }
      |                                      ^^^^^^
      = hint: similar functions: print, printa, printf
slips.d:1:68: error: failed to resolve totl: Unknown variable name [IDENT_UNDEF]
    1 | BEGIN { trace(execnam); trace(pidd); prinft("x"); total = 1; trace(totl); trace(qwertz); }
      |                                                                    ^^^^
      = hint: similar names: total
slips.d:1:81: error: failed to resolve qwertz: Unknown variable name [IDENT_UNDEF]
    1 | BEGIN { trace(execnam); trace(pidd); prinft("x"); total = 1; trace(totl); trace(qwertz); }
      |                                                                                 ^^^^^^
<<< */
