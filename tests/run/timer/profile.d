/* @@needs: perf_clock   @@trigger: waits spin 500
      @@why: a busy process is sampled about every 1/199 s; half of that is plenty */
profile-199
/pid == $target/
{
	n++;
	@user = sum(arg1 != 0);
}

END
{
	printf("%d\n", n >= 20);
	trunc(@user);
}

/* >>> out
1
<<< */
