/* @@why: exit lets its own clause finish, and END runs */
BEGIN { printf("1\n"); exit(3); printf("2\n"); }
BEGIN { printf("not reached\n"); }
END { printf("3\n"); }

/* >>> out
1
2
3
<<< */

/* >>> exit
3
<<< */
