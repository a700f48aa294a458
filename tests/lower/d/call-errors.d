BEGIN {
	printf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
}

/* >>> err
call-errors.d:2:2: error: format has a %d for which there is no argument [PRINTF_ARG_PROTO]
    2 | 	printf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("...
      | 	^^^^^^^^^^^^
call-errors.d:2:29: error: argument 2 does not fit %d: an integer is expected, not string [PRINTF_ARG_TYPE]
    2 | 	printf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("...
      | 	                           ^^^
call-errors.d:2:48: error: argument 2 does not fit %s: a string or char array is expected, not int [PRINTF_ARG_TYPE]
    2 | 	printf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("...
      | 	                                              ^
call-errors.d:2:59: error: argument 1 of printf() must be a string literal, not string [PRINTF_ARG_FMT]
    2 | 	printf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("...
      | 	                                                         ^^^^^^^^
call-errors.d:2:77: error: the format of printf() is empty [PRINTF_FMT_EMPTY]
    2 | 	printf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("...
      | 	                                                                           ^^
call-errors.d:2:98: error: format takes 1 arguments, but 2 are given [PRINTF_ARG_EXTRA]
    2 | 	printf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("...
      | 	                                                                                                ^
call-errors.d:2:110: error: %@ takes the value of an aggregation and is for printa() only [PRINTF_AGG_CONV]
    2 | 	printf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("...
      | 	                                                                                                            ^^^
call-errors.d:2:116: error: format takes 0 arguments, but 1 are given [PRINTF_ARG_EXTRA]
    2 | 	printf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("...
      | 	                                                                                                                  ^
call-errors.d:2:124: error: exit() is an action and cannot be part of an expression [OP_ACT]
    2 | ...intf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")...
      |                                                                                                                            ^^^^^^^
      = hint: make it a statement of its own
call-errors.d:2:133: error: strlen() takes 1 argument, not 0 [PROTO_LEN]
    2 | ...); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = pr...
      |                                                                                                                            ^^^^^^^^
      = hint: its prototype is strlen uint64 (string)
call-errors.d:2:150: error: argument 1 of strlen() must be a string, not int [PROTO_ARG]
    2 | ...s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
      |                                                                                                                            ^
      = hint: text at an address is read by copyinstr() or, in the kernel, stringof()
call-errors.d:2:154: error: trace() takes 1 argument, not 0 [PROTO_LEN]
    2 | ... printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
      |                                                                                                                            ^^^^^^^
      = hint: its prototype is trace void (@)
call-errors.d:2:169: error: argument 1 of stack() must be a positive constant integer [STACK_SIZE]
    2 | ...); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
      |                                                                                                                            ^
call-errors.d:2:179: error: argument 1 of stack() must be a positive constant integer [STACK_SIZE]
    2 | ...execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
      |                                                                                                                            ^^^^
call-errors.d:2:201: error: argument 2 of tracemem() must be a positive constant integer [TRACEMEM_SIZE]
    2 | ... printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
      |                                                                                                                            ^^^^
call-errors.d:2:218: error: argument 1 of copyinstr() must be an address, not string [PROTO_ARG]
    2 | ...2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
      |                                                                                                                            ^^^
      = hint: that is the text itself, and is used as it is
call-errors.d:2:223: error: argument 2 of copyinstr() must be an integer, not string [PROTO_ARG]
    2 | ...rintf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
      |                                                                                                                            ^^^
call-errors.d:2:233: error: printf() is an action and cannot be part of an expression [OP_ACT]
    2 | ...", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
      |                                                                                                                            ^^^^^^^^^^^
      = hint: make it a statement of its own
call-errors.d:2:251: error: printf() is an action and cannot be part of an expression [OP_ACT]
    2 | ...; strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
      |                                                                                                                            ^^^^^^^^^^^
      = hint: make it a statement of its own
<<< */
