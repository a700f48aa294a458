/* @@needs: tp_btf
   @@why: the tick of a CPU's clock, in the thread that it interrupts */
sched:::tick { @[args[0]->pr_lwpid == tid, args[1]->pr_pid == pid, args[0]->pr_addr == (uintptr_t)curthread] = count(); n++; }
sched:::tick /n > 5/ { exit(0); }
END { printa("%d %d %d\n", @); }

/* >>> out
1 1 1
<<< */
