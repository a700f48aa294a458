/* @@needs: tp_btf
   @@why: the probes are there and load; whether somebody waits for a lock just now nobody knows */
lockstat:::adaptive-block, lockstat:::adaptive-spin, lockstat:::spin-spin
{
	@[probename, args[1] < 60000000000] = quantize(args[1]);
}
lockstat:::rw-block, lockstat:::rw-spin { @rw[args[1] < 60000000000, args[2] == RW_READER || args[2] == RW_WRITER] = count(); }
lockstat:::adaptive-acquire { @m[args[0] != NULL] = count(); }
lockstat:::adaptive-acquire-error { @e[args[0] != NULL, args[1]] = count(); }
lockstat:::spin-acquire { @s[args[0] != NULL] = count(); }
lockstat:::rw-acquire { @r[args[0] != NULL, args[1]] = count(); }
BEGIN { printf("loaded\n"); exit(0); }
END { trunc(@); trunc(@rw); trunc(@m); trunc(@e); trunc(@s); trunc(@r); }

/* >>> out
loaded
<<< */
