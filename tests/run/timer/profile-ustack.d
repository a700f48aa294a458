/* @@needs: perf_clock   @@trigger: waits spin 500
      @@why: where it burns its time */
profile-499
/pid == $target && arg1/
{
	@[ufunc(arg1)] = count();
}

END
{
	trunc(@, 1);
	printa("%A\n", @);
}

/* >>> out like
waits`burn(\+0x[0-9a-f]+)?
<<< */
