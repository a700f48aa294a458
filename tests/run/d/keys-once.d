/* @@why: the keys of an element that is read and written are evaluated once, texts as well as numbers */
inline string name[int n] = n > 3 ? "many" : lltostr(n);
short m[3][4];
int64_t a[string], b[int, string];
BEGIN
{
	a[lltostr(m[0][0]++)] -= 1;
	a[strjoin("x", lltostr(m[0][0]++))]++;
	b[m[0][1]++, lltostr(m[0][2]++)] += 4;
	printf("%d %d %d %d %d %d\n", m[0][0], m[0][1], m[0][2], a["0"], a["x1"], b[0, "0"]);
	m[1][0] = 4;
	a[name[m[1][0]++]] -= 3;	/* the parameter once where it is large, else twice */
	printf("%d %d\n", m[1][0], a["many"]);
	exit(0);
}

/* >>> out
2 1 1 -1 1 4
5 -3
<<< */
