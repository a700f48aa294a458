/* @@form: dtrace   @@why: dtrace's shape of a compile error */
BEGIN
{
	x = nosuch;
}

/* >>> out
<<< */

/* >>> err like
dtrace: failed to compile script error-message.d: line 4: .*nosuch.*
...
<<< */

/* >>> exit
1
<<< */
