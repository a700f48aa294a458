/* @@why: BEGIN first, END last; clauses of one probe in program order
      @@trigger: sys getppid 2 */
END { printf("end 1\n"); }
syscall::getppid:entry /pid == $target/ { printf("a%d ", ++n); }
BEGIN { printf("begin\n"); }
syscall::getppid:entry /pid == $target/ { printf("b%d\n", n); }
END { printf("end 2\n"); }

/* >>> out
begin
a1 b1
a2 b2
end 1
end 2
<<< */
