/* @@form: dtrace   @@why: a clause without records prints nothing, an empty one its probe; sizes decide widths */
BEGIN { x = 1; }
BEGIN { }
BEGIN { trace("text"); trace(1L); trace((short)2); trace((char)3); trace((uint64_t)4); trace((uint32_t)5); }
BEGIN { @a = count(); }
BEGIN { printf("a\n"); }
BEGIN { exit(0); }

/* >>> out like
CPU     ID                    FUNCTION:NAME
 *\d+ +1                           :BEGIN 
 *\d+ +1                           :BEGIN   text                                                1     2   3                    4          5
 *\d+ +1                           :BEGIN a

 *\d+ +1                           :BEGIN 

                1
<<< */

/* >>> err
dtrace: script 'columns.d' matched 6 probes
<<< */
