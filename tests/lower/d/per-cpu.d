/* @@why: a per-CPU variable of the kernel is the copy of this processor, its address too; another is where it is */
syscall::read:entry { trace(`cpu_load); trace((uint64_t)&`cpu_load); trace(`jiffies); }

/* >>> out
clause 1 kernel
  probe syscall:vmlinux:read:entry
  defer trace load<unsigned long>((4656u + load<unsigned long>((18446744071595622400u + ((unsigned long)cpu * 8u)))))
  defer trace (uint64_t)(4656u + load<unsigned long>((18446744071595622400u + ((unsigned long)cpu * 8u))))
  defer trace load<unsigned long>(18446744071578845632u)
<<< */
