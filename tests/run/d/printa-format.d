/* @@why: the text once per entry; %@ is the value, others take keys */
BEGIN
{
	@a["x", 1] = sum(5);
	@a["y", 2] = sum(3);
	@b["x", 1] = count();
	@empty["never"] = count();
	trunc(@empty);
	printa("%s/%d=%@d|", @a);
	printf("\n");
	printa("%-5s %3d %@5d %@-5d|\n", @a, @b);
	printa("none %s\n", @empty);
	exit(0);
}

/* >>> out
y/2=3|x/1=5|
y       2     3 0    |
x       1     5 1    |
<<< */
