string s;
int n;
BEGIN { n = -5; printf("[%s]", substr("abc", n, 1)); }
BEGIN { printf("[%s]", substr("abc", n, 2)); }
BEGIN { printf("[%s]\n", substr("abc", n, 3)); }
BEGIN
{
	printf("%d %d %d\n", strlen(""), strlen("abc"), strlen(s));
	s = "hello";
	t = s;
	printf("%s %s %d\n", s, t, s == t);
	printf("%d %d %d %d\n", "abc" < "abd", "abc" > "ab", "a" == "b", "a" != "b");
	printf("%d %d\n", "" == s, "Z" < "a");
	printf("[%s] [%10s] [%-10s] [%.2s]\n", s, s, s, s);
	printf("%c%c %s\n", s[0], s[4], 1 ? "yes" : "no");
	printf("tab\there \"quoted\" back\\slash \x41\101\n");
	exit(0);
}

/* >>> out
[][][a]
0 3 0
hello hello 1
1 1 0 1
0 1
[hello] [     hello] [hello     ] [he]
ho yes
tab	here "quoted" back\slash AA
<<< */
