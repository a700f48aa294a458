/* @@needs: uprobe   @@trigger: marks 2
   one clause on marks that hand over args[0] at different places: it is of one type, and each mark's own */
provider sondetest { probe values(long i, int minus, int seven, char *text) : (int seven); probe two__words(int i); };
sondetest$target:::values, sondetest$target:::two-words { printf("%s %d\n", probename, args[0]); }

/* >>> out
values 7
two-words 0
two-words 0
values 7
two-words 1
two-words 1
<<< */
