/* @@why: casts cut and extend; conversions take the size from the argument */
BEGIN
{
	printf("%d %d %d %d\n", (int8_t)300, (uint8_t)-1, (int16_t)40000, (uint16_t)-1);
	printf("%d %d %d\n", (uint32_t)-1, (int64_t)(uint32_t)-1, (int32_t)4294967297);
	printf("%d %u\n", (uint64_t)-1, (int64_t)-1);
	printf("%x %x %x %X\n", (int8_t)-1, (int16_t)-1, (int32_t)-1, (int64_t)-1);
	printf("%o %#o %#x\n", 8, 8, 255);
	printf("%d\n", (char)100 + (char)100);
	printf("%d %d %d\n", sizeof (int), sizeof (long), sizeof (uint16_t));
	printf("%d %d %d\n", sizeof ("abc"), sizeof (""), sizeof (strjoin("a", "")));
	this->p = (int *)alloca(16);
	this->p[3] = 7;
	printf("%d %d\n", 3[this->p], (1 + 2)[this->p]);
	exit(0);
}

/* >>> out
44 255 -25536 65535
4294967295 4294967295 1
18446744073709551615 18446744073709551615
ff ffff ffffffff FFFFFFFFFFFFFFFF
10 010 0xff
-56
4 8 2
4 1 256
7 7
<<< */
