BEGIN {
	printf("%d"); printf("%d", "s"); printf("%s", 1); printf(execname); printf(""); printf("%d", 1, 2); printf("%@d", 1); x = exit(0); strlen(); strlen(3); trace(); stack(0); stack(arg0); tracemem(arg0, arg1); copyinstr("x", "y"); (1, printf("x")); y = printf("a");
}
