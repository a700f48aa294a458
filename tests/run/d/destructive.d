/* @@args: -g   @@why: allowed by -g, in order with what is printed */
BEGIN { printf("before\n"); system("echo hello %d", 42); printf("after\n"); exit(0); }

/* >>> out
before
hello 42
after
<<< */
