syscall:::entry { trace(1); }
/* @@args: -x maxprobes=2 */
