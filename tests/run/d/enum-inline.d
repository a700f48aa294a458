int base;
enum color { RED, GREEN = 5, BLUE };
inline int twice = 2 * base;
inline string kind = base > 3 ? "big" : "small";
BEGIN
{
	base = 4;
	printf("%d %d %d %d %s\n", RED, GREEN, BLUE, twice, kind);
	exit(0);
}

/* >>> out
0 5 6 8 big
<<< */
