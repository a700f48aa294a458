/* @@form: dtrace    */
BEGIN { exit(0); }
END { printf("bye"); }

/* >>> out like
CPU     ID                    FUNCTION:NAME
 *\d+ +1                           :BEGIN 
 *\d+ +2                             :END bye
<<< */

/* >>> err
dtrace: script 'end.d' matched 2 probes
<<< */
