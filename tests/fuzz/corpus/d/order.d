syscall::read:entry /later/ { later = 1; }
END /never/ { }
END { trace(after); after = 1; }
