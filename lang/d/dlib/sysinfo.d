/*
 * sysinfo.d - the sysinfo provider: Solaris's statistics of system activity, where Linux has the event
 *
 * arg0 is by how much the statistic grows; arg1, the address of its counter, is 0.
 */
probe sysinfo:vmlinux::pswitch () = rawtp:sched::sched_switch { arg0 = 1; };
probe sysinfo:vmlinux::inv_swtch () = rawtp:sched::sched_switch / args[0] || args[3] == 0 / { arg0 = 1; };
probe sysinfo:vmlinux::cpumigrate () = rawtp:sched::sched_migrate_task { arg0 = 1; };
probe sysinfo:vmlinux::nthreads () = rawtp:sched::sched_process_fork / args[1]->pid != args[1]->tgid / { arg0 = 1; };
probe sysinfo:vmlinux::trap () = cpc:::page-faults-all-1 { arg0 = 1; };

probe sysinfo:vmlinux::syscall () = rawtp:raw_syscalls::sys_enter { arg0 = 1; };
probe sysinfo:vmlinux::sysread ()
	= syscall::read:entry, syscall::readv:entry, syscall::pread64:entry, syscall::preadv:entry { arg0 = 1; };
probe sysinfo:vmlinux::syswrite ()
	= syscall::write:entry, syscall::writev:entry, syscall::pwrite64:entry, syscall::pwritev:entry { arg0 = 1; };
probe sysinfo:vmlinux::readch ()
	= syscall::read:return, syscall::readv:return, syscall::pread64:return, syscall::preadv:return
	  / arg1 > 0 / { arg0 = arg1; };
probe sysinfo:vmlinux::writech ()
	= syscall::write:return, syscall::writev:return, syscall::pwrite64:return, syscall::pwritev:return
	  / arg1 > 0 / { arg0 = arg1; };
probe sysinfo:vmlinux::sysfork ()
	= rawtp:sched::sched_process_fork / args[1]->pid == args[1]->tgid && args[1]->vfork_done == NULL / { arg0 = 1; };
probe sysinfo:vmlinux::sysvfork ()
	= rawtp:sched::sched_process_fork / args[1]->pid == args[1]->tgid && args[1]->vfork_done != NULL / { arg0 = 1; };
probe sysinfo:vmlinux::sysexec () = syscall::execve:entry, syscall::execveat:entry { arg0 = 1; };
probe sysinfo:vmlinux::msg () = syscall::msgsnd:entry, syscall::msgrcv:entry { arg0 = 1; };
probe sysinfo:vmlinux::sema () = syscall::semop:entry, syscall::semtimedop:entry { arg0 = 1; };
probe sysinfo:vmlinux::namei ()
	= syscall::open:entry, syscall::openat:entry, syscall::openat2:entry, syscall::newstat:entry,
	  syscall::newlstat:entry, syscall::newfstatat:entry, syscall::access:entry, syscall::faccessat:entry,
	  syscall::unlink:entry, syscall::unlinkat:entry, syscall::rename:entry, syscall::renameat2:entry { arg0 = 1; };

/* requests to devices; those whose pages are a file's are logical, too */
probe sysinfo:vmlinux::bread ()
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 0 / { arg0 = 1; };
probe sysinfo:vmlinux::bwrite ()
	= rawtp:block::block_rq_issue / (args[0]->cmd_flags & 0xff) == 1 / { arg0 = 1; };

/* interrupts */
probe sysinfo:vmlinux::intr () = rawtp:irq::irq_handler_entry { arg0 = 1; };
probe sysinfo:vmlinux::intrblk () = rawtp:irq::softirq_entry / args[0] == 4 / { arg0 = 1; };
probe sysinfo:vmlinux::xcalls () = rawtp:ipi::ipi_send_cpumask { arg0 = 1; } | fbt:vmlinux:smp_call_function_single:entry { arg0 = 1; };
probe sysinfo:vmlinux::mutex_adenters ()
	= rawtp:lock::contention_begin / args[1] & 32 / { arg0 = 1; };
probe sysinfo:vmlinux::rw_rdfails ()
	= rawtp:lock::contention_begin / (args[1] & 32) == 0 && args[1] & 2 / { arg0 = 1; };
probe sysinfo:vmlinux::rw_wrfails ()
	= rawtp:lock::contention_begin / (args[1] & 32) == 0 && args[1] & 4 / { arg0 = 1; };
probe sysinfo:vmlinux::idlethread () = rawtp:sched::sched_switch / args[2]->pid == 0 / { arg0 = 1; };
probe sysinfo:vmlinux::modload () = rawtp:module::module_load { arg0 = 1; };
probe sysinfo:vmlinux::modunload () = rawtp:module::module_free { arg0 = 1; };
