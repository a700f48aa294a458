/* @@why: / is division inside the predicate, D 1.2; clauses run in program order */
BEGIN { a = 10; b = 4; }
BEGIN / (a / b) > 1 / { printf("one\n"); }
BEGIN / a / b > 2 / { printf("no\n"); }
BEGIN /a == 10 && b != 10/ { printf("two\n"); }
BEGIN /!a/ { printf("no\n"); }
BEGIN { exit(0); }
END /a/ { printf("end\n"); }

/* >>> out
one
two
end
<<< */
