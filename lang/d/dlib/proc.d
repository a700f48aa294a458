/*
 * proc.d - the proc provider: processes, threads, signals (D reference, 10.8)
 *
 * A process that starts returns 0 from the system call that made it, in its own context. The path of
 * an exec is read where the call is entered: it fires for those that fail, too.
 */
inline int CLD_EXITED = 1;
inline int CLD_KILLED = 2;
inline int CLD_DUMPED = 3;
inline int CLD_TRAPPED = 4;
inline int CLD_STOPPED = 5;
inline int CLD_CONTINUED = 6;

/* ---- making and ending ---- */
/* of a thread, too (D reference, 10.8): then args[0]->pr_pid is pid */
probe proc:vmlinux::create (psinfo_t *)
	= rawtp:sched::sched_process_fork
	  { args[0] = xlate <psinfo_t *> ((struct task_struct *)args[1]); }
	;

probe proc:vmlinux::lwp-create (lwpsinfo_t *, psinfo_t *)
	= rawtp:sched::sched_process_fork
	  / args[1]->pid != args[1]->tgid /
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)args[1]);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)args[1]);
	  }
	;

probe proc:vmlinux::start ()
	= syscall::clone:return, syscall::clone3:return, syscall::fork:return, syscall::vfork:return
	  / arg1 == 0 && pid == tid / { arg0 = 0; }
	;

probe proc:vmlinux::lwp-start ()
	= syscall::clone:return, syscall::clone3:return, syscall::fork:return, syscall::vfork:return
	  / arg1 == 0 / { arg0 = 0; }
	;

/* before 6.16 the tracepoint does not say whether the thread is the last one */
probe proc:vmlinux::exit (int)
	= rawtp:sched::sched_process_exit
	  / defined(args[1]) ? args[1] : dlib_leaves_last() /
	  { args[0] = args[0]->exit_code & 0x80 ? CLD_DUMPED : args[0]->exit_code & 0x7f ? CLD_KILLED : CLD_EXITED; }
	;

probe proc:vmlinux::lwp-exit ()
	= rawtp:sched::sched_process_exit { arg0 = 0; }
	;

/* ---- exec ---- */
/*
 * The path is in memory of the process that nobody may have touched yet, and then it cannot be read at
 * the entry: so it is read when the kernel has, which is later, but still before the other probes.
 */
probe proc:vmlinux::exec (string)
	= syscall::execve:entry / dlib_resident(arg0) / { args[0] = copyinstr(arg0); }
	;
probe proc:vmlinux::exec (string)
	= syscall::execveat:entry / dlib_resident(arg1) / { args[0] = copyinstr(arg1); }
	;
probe proc:vmlinux::exec (string)
	= syscall::execve:return, syscall::execveat:return
	  / self->exec_path && arg1 < 0 / { args[0] = copyinstr(self->exec_path); }
	with syscall::execve:entry { self->exec_path = dlib_resident(arg0) ? 0 : arg0; }
	with syscall::execveat:entry { self->exec_path = dlib_resident(arg1) ? 0 : arg1; }
	after { self->exec_path = 0; }
	;
probe proc:vmlinux::exec (string)
	= rawtp:sched::sched_prepare_exec / self->exec_path / { args[0] = stringof(args[1]->filename); }
	| rawtp:sched::sched_process_exec / self->exec_path / { args[0] = stringof(args[2]->filename); }
	after { self->exec_path = 0; }
	;

probe proc:vmlinux::exec-failure (int)
	= syscall::execve:return, syscall::execveat:return
	  / arg1 < 0 / { args[0] = (int)-arg1; }
	;

probe proc:vmlinux::exec-success ()
	= rawtp:sched::sched_process_exec { arg0 = 0; }
	;

/* ---- signals ---- */
probe proc:vmlinux::signal-send (lwpsinfo_t *, psinfo_t *, int)
	= rawtp:signal::signal_generate
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)args[2]);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)args[2]);
		args[2] = args[0];
	  }
	;

/* TRACE_SIGNAL_IGNORED */
probe proc:vmlinux::signal-discard (lwpsinfo_t *, psinfo_t *, int)
	= rawtp:signal::signal_generate
	  / args[4] == 1 /
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)args[2]);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)args[2]);
		args[2] = args[0];
	  }
	;

/* what has no handler, 0 or 1 in its place, is carried out by the kernel */
probe proc:vmlinux::signal-handle (int, siginfo_t *, void (*)(void))
	= rawtp:signal::signal_deliver
	  / (uint64_t)args[2]->sa.sa_handler > 1 /
	  {
		args[0] = args[0];
		args[1] = (siginfo_t *)args[1];
		args[2] = (void (*)(void))args[2]->sa.sa_handler;
	  }
	;

probe proc:vmlinux::signal-clear (int)
	= syscall::rt_sigtimedwait:return
	  / arg1 > 0 / { args[0] = (int)arg1; }
	;

/* ---- faults of the machine ---- */
inline int FLTILL = 1;
inline int FLTPRIV = 2;
inline int FLTBPT = 3;
inline int FLTTRACE = 4;
inline int FLTACCESS = 5;
inline int FLTBOUNDS = 6;
inline int FLTIOVF = 7;
inline int FLTIZDIV = 8;
inline int FLTFPE = 9;
inline int FLTSTACK = 10;
inline int FLTPAGE = 11;

/* the kernel's own signal to the thread that runs: si_code says what for, 128 and more is no fault's */
probe proc:vmlinux::fault (int, siginfo_t *)
	= rawtp:signal::signal_generate
	  / (uint64_t)args[1] > 2 && args[2] == curthread && args[1]->si_code > 0 && args[1]->si_code < 128 &&
	    (args[0] == SIGSEGV || args[0] == SIGBUS || args[0] == SIGFPE || args[0] == SIGILL || args[0] == SIGTRAP) /
	  {
		args[0] = args[0] == SIGSEGV ? (args[1]->si_code == 2 ? FLTACCESS : FLTBOUNDS) :
			  args[0] == SIGBUS ? FLTACCESS : args[0] == SIGFPE ? (args[1]->si_code == 1 ? FLTIZDIV : FLTFPE) :
			  args[0] == SIGILL ? (args[1]->si_code == 5 ? FLTPRIV : FLTILL) :
			  args[1]->si_code == 2 ? FLTTRACE : FLTBPT;
		args[1] = (siginfo_t *)args[1];
	  }
	;
