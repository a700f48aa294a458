/*
 * process.d - processes and threads: psinfo_t, lwpsinfo_t, cpuinfo_t (D reference, 10.15)
 *
 * What Linux has no counterpart of is 0, and so is what only the process itself could say.
 */
typedef struct timestruc { time_t tv_sec; long tv_nsec; } timestruc_t;

/* nanoseconds, cut up */
translator timestruc_t < uint64_t ns > {
	tv_sec = ns / 1000000000;
	tv_nsec = ns % 1000000000;
};

/* states of threads, pr_state; and what makes pr_flag */
inline char SSLEEP = 1;
inline char SRUN = 2;
inline char SZOMB = 3;
inline char SSTOP = 4;
inline char SIDL = 5;
inline char SONPROC = 6;
inline char SWAIT = 7;

inline int PR_STOPPED = 0x00000001;
inline int PR_ISTOP = 0x00000002;
inline int PR_DSTOP = 0x00000004;
inline int PR_IDLE = 0x10000000;

/* what a sleeping thread waits on, pr_stype: Linux does not say */
inline char SOBJ_NONE = 0;
inline char SOBJ_MUTEX = 1;
inline char SOBJ_RWLOCK = 2;
inline char SOBJ_CV = 3;
inline char SOBJ_SEMA = 4;
inline char SOBJ_USER = 5;
inline char SOBJ_USER_PI = 6;
inline char SOBJ_SHUTTLE = 7;

inline char PR_MODEL_ILP32 = 1;
inline char PR_MODEL_LP64 = 2;

inline int PIDTYPE_PID = 0;
inline int PIDTYPE_TGID = 1;
inline int PIDTYPE_PGID = 2;
inline int PIDTYPE_SID = 3;

/* ---- threads ---- */
typedef struct lwpsinfo {
	int pr_flag;
	int pr_lwpid;
	uintptr_t pr_addr;
	uintptr_t pr_wchan;
	char pr_stype;
	char pr_state;
	char pr_sname;
	char pr_nice;
	short pr_syscall;
	char pr_oldpri;
	char pr_cpu;
	int pr_pri;
	ushort_t pr_pctcpu;
	timestruc_t pr_start;
	timestruc_t pr_time;
	char pr_clname[8];
	char pr_name[16];
	processorid_t pr_onpro;
	processorid_t pr_bindpro;
	psetid_t pr_bindpset;
	int pr_lgrp;
} lwpsinfo_t;

/* bits of task_struct.__state and .exit_state (include/linux/sched.h) */
inline uint_t dlib_state[struct task_struct *T] = T->__state | T->exit_state;

/* parts of 0x8000: what the scheduler holds for its use of a CPU lately, of 1024 */
inline ushort_t dlib_pctcpu[struct task_struct *T] =
    defined(T->se.avg.util_avg) ? (ushort_t)((T->se.avg.util_avg > 1024 ? 1024 : T->se.avg.util_avg) << 5) : 0;

translator lwpsinfo_t < struct task_struct *T > {
	pr_flag = (dlib_state[T] & 4 ? PR_STOPPED | PR_ISTOP : dlib_state[T] & 8 ? PR_STOPPED | PR_DSTOP : 0) |
	    (T->pid == 0 ? PR_IDLE : 0);
	pr_lwpid = T->pid;
	pr_addr = (uintptr_t)T;
	pr_wchan = 0;
	pr_stype = 0;
	pr_state = dlib_state[T] & 0x30 ? SZOMB : dlib_state[T] & 0x0c ? SSTOP : dlib_state[T] & 2 ? SWAIT :
	    dlib_state[T] & 1 ? SSLEEP : dlib_state[T] & 0x800 ? SIDL : SRUN;
	pr_sname = dlib_state[T] & 0x30 ? 'Z' : dlib_state[T] & 0x0c ? 'T' : dlib_state[T] & 2 ? 'W' :
	    dlib_state[T] & 1 ? 'S' : dlib_state[T] & 0x800 ? 'I' : 'R';
	pr_nice = T->static_prio - 120;
	pr_syscall = T == curthread ? (short)uregs[15] : 0;	/* as it was entered; of another thread it is not told */
	pr_oldpri = T->prio;
	pr_cpu = 0;
	pr_pri = T->prio;
	pr_pctcpu = dlib_pctcpu[T];
	pr_start = xlate <timestruc_t> ((uint64_t)(walltimestamp - timestamp) + T->start_time);
	pr_time = xlate <timestruc_t> ((uint64_t)T->utime + T->stime);
	pr_clname = T->policy == 0 ? "TS" : T->policy == 1 ? "FF" : T->policy == 2 ? "RR" : T->policy == 3 ? "B" :
	    T->policy == 5 ? "IDL" : T->policy == 6 ? "DLN" : "?";
	pr_name = T->comm;
	pr_onpro = dlib_cpu[T];
	pr_bindpro = T->nr_cpus_allowed == 1 ? dlib_cpu[T] : -1;
	pr_bindpset = 0;
	pr_lgrp = 0;
};

inline processorid_t dlib_cpu[struct task_struct *T] =
    defined(T->thread_info.cpu) ? (int)T->thread_info.cpu : (int)T->cpu;

/* ---- processes ---- */
typedef struct psinfo {
	int pr_flag;
	int pr_nlwp;
	pid_t pr_pid;
	pid_t pr_ppid;
	pid_t pr_pgid;
	pid_t pr_sid;
	uid_t pr_uid;
	uid_t pr_euid;
	gid_t pr_gid;
	gid_t pr_egid;
	uintptr_t pr_addr;
	size_t pr_size;
	size_t pr_rssize;
	struct tty_struct *pr_ttydev;
	ushort_t pr_pctcpu;
	ushort_t pr_pctmem;
	timestruc_t pr_start;
	timestruc_t pr_time;
	timestruc_t pr_ctime;
	char pr_fname[16];
	string pr_psargs;
	int pr_wstat;
	int pr_argc;
	uintptr_t pr_argv;
	uintptr_t pr_envp;
	char pr_dmodel;
	taskid_t pr_taskid;
	dprojid_t pr_projid;
	int pr_nzomb;
	poolid_t pr_poolid;
	zoneid_t pr_zoneid;
	id_t pr_contract;
	lwpsinfo_t pr_lwp;
} psinfo_t;

/* pages of a process: sizes are in kilobytes, and a page has four */
inline size_t dlib_rss[struct task_struct *T, int i] = (size_t)(
    defined(T->mm->rss_stat[0].count) ? T->mm->rss_stat[i].count : T->mm->rss_stat.count[i].counter);

inline size_t dlib_rss_pages[struct task_struct *T] =
    T->mm != NULL ? dlib_rss[T, 0] + dlib_rss[T, 1] + dlib_rss[T, 3] : (size_t)0;

/* a stack begins with the number of arguments; who reads it has to be the process itself */
inline int dlib_argc[struct task_struct *T] =
    T->mm != NULL && T->tgid == curthread->tgid ? *(int *)copyin((uintptr_t)T->mm->start_stack, sizeof(int)) : 0;

translator psinfo_t < struct task_struct *T > {
	pr_flag = xlate <lwpsinfo_t *> (T)->pr_flag;
	pr_nlwp = T->signal->nr_threads;
	pr_pid = T->tgid;
	pr_ppid = T->real_parent->tgid;
	pr_pgid = T->signal->pids[PIDTYPE_PGID]->numbers[0].nr;
	pr_sid = T->signal->pids[PIDTYPE_SID]->numbers[0].nr;
	pr_uid = T->cred->uid.val;
	pr_euid = T->cred->euid.val;
	pr_gid = T->cred->gid.val;
	pr_egid = T->cred->egid.val;
	pr_addr = (uintptr_t)T;
	pr_size = T->mm != NULL ? T->mm->total_vm * 4 : 0;
	pr_rssize = dlib_rss_pages[T] * 4;
	pr_pctcpu = dlib_pctcpu[T];
	pr_pctmem = (ushort_t)(dlib_rss_pages[T] * 0x8000 / dlib_ram_pages());
	pr_ttydev = T->signal->tty != NULL ? T->signal->tty : (struct tty_struct *)-1;
	pr_start = xlate <timestruc_t> ((uint64_t)(walltimestamp - timestamp) + T->group_leader->start_time);
	pr_time = xlate <timestruc_t> (T->signal->utime + T->signal->stime + T->utime + T->stime);
	pr_ctime = xlate <timestruc_t> (T->signal->cutime + T->signal->cstime);
	pr_fname = T->comm;
	pr_psargs = T->tgid == curthread->tgid ? execargs : "<unknown>";
	pr_wstat = 0;
	pr_argc = dlib_argc[T];
	pr_argv = T->mm != NULL ? T->mm->start_stack + 8 : 0;
	pr_envp = dlib_argc[T] != 0 ? T->mm->start_stack + 8 * (dlib_argc[T] + 2) : 0;
	pr_dmodel = PR_MODEL_LP64;
	pr_taskid = 0;
	pr_projid = 0;
	pr_nzomb = 0;
	pr_poolid = 0;
	pr_zoneid = 0;
	pr_contract = 0;
	pr_lwp = xlate <lwpsinfo_t> (T);
};

inline psinfo_t *curpsinfo = xlate <psinfo_t *> (curthread);
inline lwpsinfo_t *curlwpsinfo = xlate <lwpsinfo_t *> (curthread);

/* ---- CPUs, by number: Linux has no processor sets; whoever asks runs on one that is online ---- */
inline int P_OFFLINE = 1;
inline int P_ONLINE = 2;
inline int P_STATUS = 3;
inline int P_FAULTED = 4;
inline int P_POWEROFF = 5;
inline int P_NOINTR = 6;
inline int P_SPARE = 7;

typedef struct processor_info {
	int pi_state;
	char pi_processor_type[16];
	char pi_fputypes[32];
	int pi_clock;
} processor_info_t;

translator processor_info_t < int n > {
	pi_state = P_ONLINE;
	pi_processor_type = "x86_64";
	pi_fputypes = "i387 compatible";
	pi_clock = dlib_mhz();
};

typedef struct cpuinfo {
	processorid_t cpu_id;
	psetid_t cpu_pset;
	chipid_t cpu_chip;
	lgrp_id_t cpu_lgrp;
	processor_info_t cpu_info;
} cpuinfo_t;

translator cpuinfo_t < int n > {
	cpu_id = n;
	cpu_pset = 0;
	cpu_chip = 0;
	cpu_lgrp = 0;
	cpu_info = xlate <processor_info_t> (n);
};

inline cpuinfo_t *curcpu = xlate <cpuinfo_t *> (cpu);
inline psetid_t pset = 0;
inline chipid_t chip = 0;
inline lgrp_id_t lgrp = 0;

/* the one zone, and the jail, that everything is in where there are no others */
inline string zonename = "global";
inline string jailname = "0";
inline int jid = 0;
