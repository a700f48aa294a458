/* @@argv: 42 word 'two words'
      @@why: $N looks at the text, $$N is a string */
BEGIN
{
	printf("%d %s %s %s\n", $1, $$2, $3, $$1);
	printf("%d\n", $pid == pid);
	printf("%d\n", $target);
	exit(0);
}

/* >>> out
42 word two words 42
1
0
<<< */
