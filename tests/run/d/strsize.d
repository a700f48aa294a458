/* @@why: strsize counts the terminating NUL since 2.0.4 */
#pragma D option strsize=6
BEGIN
{
	s = "abcdefgh";
	printf("%s %d\n", s, strlen(s));
	exit(0);
}

/* >>> out
abcde 5
<<< */
