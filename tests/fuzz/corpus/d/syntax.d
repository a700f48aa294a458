BEGIN { x = ; y = 1 2; trace(3); z = (4; while (1) ; }
END / x { }
syscall:::entry { for (;;) }
int ; ;
