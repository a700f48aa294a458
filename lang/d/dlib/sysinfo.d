/*
 * sysinfo.d - the sysinfo provider: Solaris's statistics of system activity, where Linux has the event
 *
 * args[0] is by how much the statistic grows; arg1, the address of its counter, is 0.
 */
probe sysinfo:vmlinux::pswitch (int64_t) = rawtp:sched::sched_switch { args[0] = 1; };
probe sysinfo:vmlinux::inv_swtch (int64_t) = rawtp:sched::sched_switch / args[0] || args[3] == 0 / { args[0] = 1; };
probe sysinfo:vmlinux::cpumigrate (int64_t) = rawtp:sched::sched_migrate_task { args[0] = 1; };
probe sysinfo:vmlinux::nthreads (int64_t) = rawtp:sched::sched_process_fork / args[1]->pid != args[1]->tgid / { args[0] = 1; };
probe sysinfo:vmlinux::trap (int64_t) = cpc:::page-faults-all-1 { args[0] = 1; };

probe sysinfo:vmlinux::syscall (int64_t) = rawtp:raw_syscalls::sys_enter { args[0] = 1; };
probe sysinfo:vmlinux::sysread (int64_t)
	= syscall::read:entry, syscall::readv:entry, syscall::pread64:entry, syscall::preadv:entry { args[0] = 1; };
probe sysinfo:vmlinux::syswrite (int64_t)
	= syscall::write:entry, syscall::writev:entry, syscall::pwrite64:entry, syscall::pwritev:entry { args[0] = 1; };
probe sysinfo:vmlinux::readch (int64_t)
	= syscall::read:return, syscall::readv:return, syscall::pread64:return, syscall::preadv:return
	  / arg1 > 0 / { args[0] = arg1; };
probe sysinfo:vmlinux::writech (int64_t)
	= syscall::write:return, syscall::writev:return, syscall::pwrite64:return, syscall::pwritev:return
	  / arg1 > 0 / { args[0] = arg1; };
/* a child that has its parent's memory until it executes something: of vfork() and posix_spawn() */
probe sysinfo:vmlinux::sysfork (int64_t)
	= rawtp:sched::sched_process_fork
	  / args[1]->pid == args[1]->tgid && (args[1]->mm != args[0]->mm || args[1]->mm == NULL) / { args[0] = 1; };
probe sysinfo:vmlinux::sysvfork (int64_t)
	= rawtp:sched::sched_process_fork / args[1]->pid == args[1]->tgid && args[1]->mm == args[0]->mm && args[1]->mm != NULL / { args[0] = 1; };
probe sysinfo:vmlinux::sysexec (int64_t) = syscall::execve:entry, syscall::execveat:entry { args[0] = 1; };
probe sysinfo:vmlinux::msg (int64_t) = syscall::msgsnd:entry, syscall::msgrcv:entry { args[0] = 1; };
probe sysinfo:vmlinux::sema (int64_t) = syscall::semop:entry, syscall::semtimedop:entry { args[0] = 1; };
probe sysinfo:vmlinux::namei (int64_t)
	= syscall::open:entry, syscall::openat:entry, syscall::openat2:entry, syscall::newstat:entry,
	  syscall::newlstat:entry, syscall::newfstatat:entry, syscall::access:entry, syscall::faccessat:entry,
	  syscall::unlink:entry, syscall::unlinkat:entry, syscall::rename:entry, syscall::renameat2:entry { args[0] = 1; };

/* requests to devices; those whose pages are a file's are logical, too */
probe sysinfo:vmlinux::bread (int64_t)
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 0 / { args[0] = 1; };
probe sysinfo:vmlinux::bwrite (int64_t)
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 1 / { args[0] = 1; };

/* interrupts */
probe sysinfo:vmlinux::intr (int64_t) = rawtp:irq::irq_handler_entry { args[0] = 1; };
probe sysinfo:vmlinux::intrblk (int64_t) = rawtp:irq::softirq_entry / args[0] == 4 / { args[0] = 1; };
probe sysinfo:vmlinux::xcalls (int64_t) = rawtp:ipi::ipi_send_cpumask { args[0] = 1; } | fbt:vmlinux:smp_call_function_single:entry { args[0] = 1; };
probe sysinfo:vmlinux::xcalls (int64_t) = rawtp:ipi::ipi_send_cpu { args[0] = 1; };
probe sysinfo:vmlinux::mutex_adenters (int64_t)
	= rawtp:lock::contention_begin / args[1] & 32 / { args[0] = 1; };
probe sysinfo:vmlinux::rw_rdfails (int64_t)
	= rawtp:lock::contention_begin / (args[1] & 32) == 0 && args[1] & 2 / { args[0] = 1; };
probe sysinfo:vmlinux::rw_wrfails (int64_t)
	= rawtp:lock::contention_begin / (args[1] & 32) == 0 && args[1] & 4 / { args[0] = 1; };
probe sysinfo:vmlinux::idlethread (int64_t) = rawtp:sched::sched_switch / args[2]->pid == 0 / { args[0] = 1; };
probe sysinfo:vmlinux::modload (int64_t) = rawtp:module::module_load { args[0] = 1; } | dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::modunload (int64_t) = rawtp:module::module_free { args[0] = 1; } | dtrace:::END / 0 / { args[0] = 0; };

/* ticks of a clock, 100 a second on each CPU */
probe sysinfo:vmlinux::cpu_ticks_user (int64_t) = profile:::profile-100 / arg1 != 0 / { args[0] = 1; };
probe sysinfo:vmlinux::cpu_ticks_kernel (int64_t) = profile:::profile-100 / arg1 == 0 && pid != 0 / { args[0] = 1; };
probe sysinfo:vmlinux::cpu_ticks_idle (int64_t) = profile:::profile-100 / pid == 0 / { args[0] = 1; };

/* what Linux has none of, or does not tell apart: for the scripts that list it; they never fire */
probe sysinfo:vmlinux::cpu_ticks_wait (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::wait_ticks_io (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::bawrite (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::lread (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::lwrite (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::phread (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::phwrite (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::procovf (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::rawch (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::canch (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::outch (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::ufsdirblk (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::ufsiget (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::ufsinopage (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
probe sysinfo:vmlinux::ufsipage (int64_t) = dtrace:::END / 0 / { args[0] = 0; };
