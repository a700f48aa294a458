/* @@why: quiet trace() has no padding */
BEGIN
{
	trace(42); trace("|"); trace(-1L); trace("|"); trace((short)7); trace("|"); trace((char)8); trace("|");
	trace((uint64_t)-1); trace("|"); trace(1 == 1); trace("\n");
	exit(0);
}

/* >>> out
42|-1|7|8|18446744073709551615|1
<<< */
