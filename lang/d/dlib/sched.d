/*
 * sched.d - the sched provider: threads on run queues and on CPUs (D reference, 10.9)
 *
 * A thread is on a run queue from the wakeup until it sleeps. While the kernel's switch is traced the
 * thread that leaves is the current one; on-cpu has to fire behind it, in the thread that comes: where
 * the scheduler says that it is done, or, where it does not yet, in the function that ends a switch.
 */
probe sched:vmlinux::enqueue (lwpsinfo_t *, psinfo_t *, cpuinfo_t *, int)
	= rawtp:sched::sched_wakeup, rawtp:sched::sched_wakeup_new
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)args[0]);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)args[0]);
		args[2] = xlate <cpuinfo_t *> (dlib_cpu[(struct task_struct *)args[0]]);
		args[3] = 0;
	  }
	;

/* the state that the tracepoint passes is the one that counts: the thread may be woken meanwhile */
probe sched:vmlinux::dequeue (lwpsinfo_t *, psinfo_t *, cpuinfo_t *)
	= rawtp:sched::sched_switch
	  / !args[0] && args[3] != 0 /
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)args[1]);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)args[1]);
		args[2] = xlate <cpuinfo_t *> (cpu);
	  }
	;

probe sched:vmlinux::on-cpu ()
	= rawtp:sched::sched_exit_tp / args[0] / { arg0 = 0; }
	| fbt:vmlinux:finish_task_switch:entry { arg0 = 0; }
	;

/*
 * A process's or a thread's first time: it comes out of no switch of its own. The helper does nothing:
 * its point came with sched_exit_tp, and without that finish_task_switch sees first times, too.
 */
probe sched:vmlinux::on-cpu ()
	= syscall::clone:return, syscall::clone3:return, syscall::fork:return, syscall::vfork:return
	  / arg1 == 0 / { arg0 = 0; }
	with rawtp:sched::sched_set_need_resched_tp / 0 / { this->none = 0; }
	;

probe sched:vmlinux::off-cpu (lwpsinfo_t *, psinfo_t *)
	= rawtp:sched::sched_switch
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)args[2]);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)args[2]);
	  }
	;

probe sched:vmlinux::sleep ()
	= rawtp:sched::sched_switch / !args[0] && args[3] != 0 / { arg0 = 0; }
	;

probe sched:vmlinux::preempt ()
	= rawtp:sched::sched_switch / args[0] / { arg0 = 0; }
	;

/* in the thread that wakes another */
probe sched:vmlinux::wakeup (lwpsinfo_t *, psinfo_t *)
	= rawtp:sched::sched_waking
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)args[0]);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)args[0]);
	  }
	;

probe sched:vmlinux::surrender (lwpsinfo_t *, psinfo_t *)
	= rawtp:sched::sched_set_need_resched_tp
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)args[0]);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)args[0]);
	  }
	| fbt:vmlinux:resched_curr:entry
	  {
		args[0] = xlate <lwpsinfo_t *> (((struct rq *)arg0)->curr);
		args[1] = xlate <psinfo_t *> (((struct rq *)arg0)->curr);
	  }
	;

/* where functions cannot be probed: the timer that calls them */
inline uint64_t dlib_tick = defined(`tick_nohz_handler) ? (uint64_t)&`tick_nohz_handler :
    defined(`tick_sched_timer) ? (uint64_t)&`tick_sched_timer : 1;

probe sched:vmlinux::tick (lwpsinfo_t *, psinfo_t *)
	= fbt:vmlinux:account_process_tick:entry
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)arg0);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)arg0);
	  }
	| fbt:vmlinux:sched_tick:entry, fbt:vmlinux:scheduler_tick:entry
	  {
		args[0] = xlate <lwpsinfo_t *> (curthread);
		args[1] = xlate <psinfo_t *> (curthread);
	  }
	| rawtp:timer::hrtimer_expire_entry
	  / (uint64_t)args[0]->function == dlib_tick /
	  {
		args[0] = xlate <lwpsinfo_t *> (curthread);
		args[1] = xlate <psinfo_t *> (curthread);
	  }
	;

probe sched:vmlinux::change-pri (lwpsinfo_t *, psinfo_t *, int)
	= fbt:vmlinux:set_user_nice:entry
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)arg0);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)arg0);
		args[2] = 120 + (int)arg1;
	  }
	| syscall::setpriority:entry / arg0 == 0 && (arg1 == 0 || arg1 == tid) /	/* a thread its own */
	  {
		args[0] = xlate <lwpsinfo_t *> (curthread);
		args[1] = xlate <psinfo_t *> (curthread);
		args[2] = 120 + (int)arg2;
	  }
	;

probe sched:vmlinux::change-pri (lwpsinfo_t *, psinfo_t *, int)
	= rawtp:sched::sched_pi_setprio
	  {
		args[0] = xlate <lwpsinfo_t *> ((struct task_struct *)args[0]);
		args[1] = xlate <psinfo_t *> ((struct task_struct *)args[0]);
		args[2] = args[1] != NULL && args[1]->prio < args[0]->normal_prio ? args[1]->prio : args[0]->normal_prio;
	  }
	;

/* Solaris has these beside them; they never fire */
probe sched:vmlinux::remain-cpu () = dtrace:::END / 0 / { arg0 = 0; };
probe sched:vmlinux::schedctl-nopreempt () = dtrace:::END / 0 / { arg0 = 0; };
probe sched:vmlinux::schedctl-preempt () = dtrace:::END / 0 / { arg0 = 0; };
probe sched:vmlinux::schedctl-yield () = dtrace:::END / 0 / { arg0 = 0; };
probe sched:vmlinux::cpucaps-sleep (lwpsinfo_t *, psinfo_t *)
	= dtrace:::END / 0 / { args[0] = xlate <lwpsinfo_t *> (curthread); args[1] = xlate <psinfo_t *> (curthread); };
probe sched:vmlinux::cpucaps-wakeup (lwpsinfo_t *, psinfo_t *)
	= dtrace:::END / 0 / { args[0] = xlate <lwpsinfo_t *> (curthread); args[1] = xlate <psinfo_t *> (curthread); };
