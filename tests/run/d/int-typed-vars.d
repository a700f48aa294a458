/* @@why: a store cuts to the variable's type */
int8_t c; uint8_t uc; short s; uint64_t big;
BEGIN
{
	c = 200; uc = 300; s = 70000; big = -1;
	printf("%d %d %d %d\n", c, uc, s, big);
	c++; uc -= 45;
	printf("%d %d\n", c, uc);
	exit(0);
}

/* >>> out
-56 44 4464 18446744073709551615
-55 255
<<< */
