/* @@needs: uprobe   @@trigger: marks 2
   a provider definition gives the arguments of a program of that name types, and an order */
provider sondetest { probe values(long i, int minus, int seven, char *text) : (char *text, int minus, long i); probe two__words(short i); probe simple(); probe memory(long, long, long) : (); };
sondetest$target:::values { printf("%s %d %d %d %d\n", copyinstr((uintptr_t)args[0]), args[1], args[2], arg0, arg2); }
sondetest$target:::two-words { printf("%d\n", args[0]); }
sondetest$target:::sizes { printf("%d\n", (int)args[0]); }

/* >>> out
text 0 0 0 7
0
0
-1
text -1 1 1 7
1
1
-1
<<< */
