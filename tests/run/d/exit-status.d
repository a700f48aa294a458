/* @@why: the low 8 bits of exit(n) */
BEGIN { exit(258); }

/* >>> exit
2
<<< */
