/* @@why: nothing is executed, -c included, when the script is wrong
      @@trigger: sys getppid 1 */
BEGIN { printf("no\n"); }
END { x = nosuch; }

/* >>> out
<<< */

/* >>> exit
1
<<< */
