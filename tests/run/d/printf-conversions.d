BEGIN
{
	printf("%5d|%-5d|%05d|%+d|% d\n", 42, 42, 42, 42, 42);
	printf("%x|%#x|%X|%o|%u\n", 255, 255, 255, 8, 7);
	printf("%p|%?p\n", 4096, 4096);
	printf("%c%c%c\n", 'a', 98, 'c');
	printf("%s|%.2s|%8s|%-8s|\n", "abc", "abc", "abc", "abc");
	printf("%*d|%-*d|%.*s|\n", 6, 42, 6, 42, 1, "xyz");
	printf("%ld %lld %hhd %hd\n", 1L, (long long)2, (char)3, (short)4);
	printf("100%%\n");
	printf("%5s%5d\n", "a", -1);
	printf("%S\n", "a\tb\n");
	exit(0);
}

/* >>> out like
   42\|42   \|00042\|\+42\| 42
ff\|0xff\|FF\|10\|7
1000\|            1000
abc
abc\|ab\|     abc\|abc     \|
    42\|42    \|x\|
1 2 3 4
100%
    a   -1
a\\tb\\n(\\0)?
<<< */
