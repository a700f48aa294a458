/* @@form: dtrace   @@why: default columns; trace() padded; BEGIN has id 1 */
BEGIN { trace(42); exit(0); }

/* >>> out like
CPU     ID                    FUNCTION:NAME
 *\d+ +1                           :BEGIN          42
<<< */

/* >>> err
dtrace: script 'trace.d' matched 1 probe
<<< */
