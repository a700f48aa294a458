/* @@why: what is under an if is printed where it stands, in both executors; strings made of themselves */
string s;
int16_t a;
int16_t b;
BEGIN
{
	b = 5;
	a -= 32;
	a++;
	s = "x";
	s = strjoin("<", s);
	s = strjoin(s, s);
	printf("one\n");
	if (b == 5) {
		printf("two\n");
		if (a < 0)
			printf("three %d %d\n", a, b);
	} else
		printf("not this\n");
	printf("four %s %s %s\n", s, substr("ab", -3), substr("abc", -4, 2));
	this->n = 7;
}
BEGIN { printf("%d\n", this->n); exit(0); }
/* >>> out
one
two
three -31 5
four <x<x ab a
7
<<< */
