/* @@form: dtrace    */
BEGIN { zero = 0; x = 1 / zero; }
BEGIN { exit(0); }

/* >>> out like
CPU     ID                    FUNCTION:NAME
 *\d+ +1                           :BEGIN 
<<< */

/* >>> err like
dtrace: script 'fault-message.d' matched 2 probes
dtrace: error .*BEGIN.*divide-by-zero.*
<<< */
