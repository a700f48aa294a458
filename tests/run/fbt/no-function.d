/* @@needs: kprobe */
fbt::no_such_kernel_function:entry
{
	@ = count();
}

/* >>> out
<<< */

/* >>> err like
...
.*no_such_kernel_function.*
...
<<< */

/* >>> exit
2
<<< */
