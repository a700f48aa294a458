BEGIN { trace($1); }

/* >>> err
MACRO_UNDEF.d:1:15: error: macro argument $1 is not defined [MACRO_UNDEF]
    1 | BEGIN { trace($1); }
      |               ^^
      = hint: give it after the script's name, or set the option defaultargs
<<< */
