syscall::read:entry /later/ { later = 1; }
END /never/ { }
END { trace(after); after = 1; }

/* >>> err
order.d:2:6: error: failed to resolve never: Unknown variable name [IDENT_UNDEF]
    2 | END /never/ { }
      |      ^^^^^
order.d:3:13: error: failed to resolve after: Unknown variable name [IDENT_UNDEF]
    3 | END { trace(after); after = 1; }
      |             ^^^^^
<<< */
