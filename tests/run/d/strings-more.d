/* strtok, cleanpath, lltostr with a base, json, addresses of the network (D reference, 6.5) */
BEGIN {
	printf("%s|%s|%s|", strtok("::one, two;three", ":, "), strtok(NULL, ", ;"), strtok(NULL, ";"));
	printf("%d %d\n", strtok(NULL, ";") == NULL, strtok("", "x") == NULL);
	this->t = strtok("kept for the next clause", " ");
}
BEGIN { printf("%s-%s-%s\n", this->t, strtok(NULL, " "), strtok(NULL, "")); }
BEGIN { self->p = "/a//b/./c/.."; printf("%s %s %s\n", cleanpath(self->p), cleanpath("/a/./b/../c"), cleanpath("/..")); }
BEGIN { printf("[%s] [%s] [%s] [%s] [%s]\n", cleanpath("a/.."), cleanpath("./"), cleanpath(""), cleanpath("/"), cleanpath("x/y/")); }
BEGIN { printf("%s %s %s %s %s %s\n", lltostr(255, 16), lltostr(-5, 10), lltostr(8, 8), lltostr(5, 2), lltostr(35, 36), lltostr(-7)); }
BEGIN {
	printf("%s %s %s %s\n", json("{\"a\": 1, \"b\": [ {\"c\": \"x y\"} ]}", "b[0].c"), json("{\"a\":true}", "a"),
		json("{\"a\": {\"b\": [1, 2]}}", "a.b"), json("[1, [2, 3]]", "[1][1]"));
}
BEGIN {
	this->a = (uint8_t *)alloca(20);
	this->a[0] = 127; this->a[3] = 1;
	printf("%s %s %s\n", inet_ntoa((ipaddr_t *)this->a), inet_ntop(AF_INET, this->a), link_ntop(1, this->a));
	printf("%s\n", link_ntop(32, this->a));
}
BEGIN {
	this->b = (uint16_t *)alloca(16);
	printf("%s %s ", inet_ntoa6(this->b), inet_ntoa6(this->b, 1));
	this->b[7] = htons(1);
	printf("%s ", inet_ntop(AF_INET6, this->b));
	this->b[0] = htons(0xfe80); this->b[3] = htons(0xabc);
	printf("%s\n", inet_ntop(AF_INET6, this->b));
	this->b[0] = 0; this->b[3] = 0; this->b[5] = 0xffff; this->b[6] = htons(0x0a00);
	printf("%s %s\n", inet_ntoa6(this->b), inet_ntoa6(this->b, 1));
}
BEGIN { printf("%s", lltostr(1, 37)); }
BEGIN { printf("%s", link_ntop(7, alloca(8))); }
BEGIN { printf("%s", inet_ntoa6((void *)8)); }
BEGIN { printf("%s", d_path(NULL)); }
BEGIN { printf("%d\n", rw_read_held((void *)0)); }
ERROR { printf("fault %d\n", arg4); }
BEGIN { exit(0); }

/* >>> out
one|two|three|1 1
kept-for-the next clause
/a/b /a/c /
[.] [.] [] [/] [x/y]
0xff -5 010 101 z -7
x y true [1, 2] 3
127.0.0.1 127.0.0.1 7f:00:00:01:00:00
7f:00:00:01:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00:00
:: :: ::1 fe80:0:0:abc::1
10.0.0.1 ::ffff:10.0.0.1
fault 3
fault 3
fault 1
fault 1
fault 1
<<< */
