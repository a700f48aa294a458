/*
 * syscalltab.bpf.h - made from lang/syscall/calls.tab and names.tab by gen.py
 */
enum {
	RT_SYS_NONE,
	RT_SYS_d, /* 1 */
	RT_SYS_l, /* 2 */
	RT_SYS_u, /* 3 */
	RT_SYS_p, /* 4 */
	RT_SYS_x, /* 5 */
	RT_SYS_o, /* 6 */
	RT_SYS_S, /* 7 */
	RT_SYS_B, /* 8 */
	RT_SYS_F, /* 9 */
	RT_SYS_E, /* 10 */
	RT_SYS_AT, /* 11 */
	RT_SYS_SIG, /* 12 */
	RT_SYS_SA, /* 13 */
	RT_SYS_TS, /* 14 */
	RT_SYS_TV, /* 15 */
	RT_SYS_TS2, /* 16 */
	RT_SYS_TV2, /* 17 */
	RT_SYS_ITS, /* 18 */
	RT_SYS_ITV, /* 19 */
	RT_SYS_RLIM, /* 20 */
	RT_SYS_ARGV, /* 21 */
	RT_SYS_ENV, /* 22 */
	RT_SYS_SIGACT, /* 23 */
	RT_SYS_SIGSET, /* 24 */
	RT_SYS_SIGINFO, /* 25 */
	RT_SYS_SCHED, /* 26 */
	RT_SYS_MODE, /* 27 */
	RT_SYS_CREAT, /* 28 */
	RT_SYS_FUTEX, /* 29 */
	RT_SYS_CLONE, /* 30 */
	RT_SYS_INT2, /* 31 */
	RT_SYS_KEY, /* 32 */
	RT_SYS_IOPRIO, /* 33 */
	RT_SYS_STACK, /* 34 */
	RT_SYS_UTIME, /* 35 */
	RT_SYS_UTIME0, /* 36 */
	RT_SYS_UTIME1, /* 37 */
	RT_SYS_SOCKTYPE, /* 38 */
	RT_SYS_OPENHOW, /* 39 */
	RT_SYS_HOWFLAGS, /* 40 */
	RT_SYS_TIMEX, /* 41 */
	RT_SYS_ZERO, /* 42 */
	RT_SYS_HEX, /* 43 */
};

/* names, one behind the other; the size is a power of two, for the verifier */
enum { RT_SYS_NAMES = 16384 };
static const char rt_sys_names[RT_SYS_NAMES] =
	"F_OK\0R_OK\0W_OK\0X_OK\0AT_SYMLINK_NOFOLLOW\0AT_EACCESS\0"
	"AT_SYMLINK_FOLLOW\0AT_NO_AUTOMOUNT\0AT_EMPTY_PATH\0AT_STATX_FORCE_SYNC\0AT_STATX_DONT_SYNC\0AT_REMOVEDIR\0"
	"SOCK_NONBLOCK\0SOCK_CLOEXEC\0O_RDONLY\0O_WRONLY\0O_RDWR\0O_CREAT\0"
	"O_EXCL\0O_NOCTTY\0O_TRUNC\0O_APPEND\0O_NONBLOCK\0O_SYNC\0"
	"O_DSYNC\0O_ASYNC\0O_DIRECT\0O_LARGEFILE\0O_TMPFILE\0O_DIRECTORY\0"
	"O_NOFOLLOW\0O_NOATIME\0O_CLOEXEC\0O_PATH\0BPF_MAP_CREATE\0BPF_MAP_LOOKUP_ELEM\0"
	"BPF_MAP_UPDATE_ELEM\0BPF_MAP_DELETE_ELEM\0BPF_MAP_GET_NEXT_KEY\0BPF_PROG_LOAD\0BPF_OBJ_PIN\0BPF_OBJ_GET\0"
	"BPF_PROG_ATTACH\0BPF_PROG_DETACH\0BPF_PROG_TEST_RUN\0BPF_PROG_GET_NEXT_ID\0BPF_MAP_GET_NEXT_ID\0BPF_PROG_GET_FD_BY_ID\0"
	"BPF_MAP_GET_FD_BY_ID\0BPF_OBJ_GET_INFO_BY_FD\0BPF_PROG_QUERY\0BPF_RAW_TRACEPOINT_OPEN\0BPF_BTF_LOAD\0BPF_BTF_GET_FD_BY_ID\0"
	"BPF_TASK_FD_QUERY\0BPF_MAP_LOOKUP_AND_DELETE_ELEM\0BPF_MAP_FREEZE\0BPF_BTF_GET_NEXT_ID\0BPF_MAP_LOOKUP_BATCH\0BPF_MAP_LOOKUP_AND_DELETE_BATCH\0"
	"BPF_MAP_UPDATE_BATCH\0BPF_MAP_DELETE_BATCH\0BPF_LINK_CREATE\0BPF_LINK_UPDATE\0BPF_LINK_GET_FD_BY_ID\0BPF_LINK_GET_NEXT_ID\0"
	"BPF_ENABLE_STATS\0BPF_ITER_CREATE\0BPF_LINK_DETACH\0BPF_PROG_BIND_MAP\0CLOCK_REALTIME\0CLOCK_MONOTONIC\0"
	"CLOCK_PROCESS_CPUTIME_ID\0CLOCK_THREAD_CPUTIME_ID\0CLOCK_MONOTONIC_RAW\0CLOCK_REALTIME_COARSE\0CLOCK_MONOTONIC_COARSE\0CLOCK_BOOTTIME\0"
	"CLOCK_REALTIME_ALARM\0CLOCK_BOOTTIME_ALARM\0CLOCK_TAI\0TIMER_ABSTIME\0TFD_TIMER_ABSTIME\0TFD_TIMER_CANCEL_ON_SET\0"
	"CLONE_VM\0CLONE_FS\0CLONE_FILES\0CLONE_SIGHAND\0CLONE_PIDFD\0CLONE_PTRACE\0"
	"CLONE_VFORK\0CLONE_PARENT\0CLONE_THREAD\0CLONE_NEWNS\0CLONE_SYSVSEM\0CLONE_SETTLS\0"
	"CLONE_PARENT_SETTID\0CLONE_CHILD_CLEARTID\0CLONE_DETACHED\0CLONE_UNTRACED\0CLONE_CHILD_SETTID\0CLONE_NEWCGROUP\0"
	"CLONE_NEWUTS\0CLONE_NEWIPC\0CLONE_NEWUSER\0CLONE_NEWPID\0CLONE_NEWNET\0CLONE_IO\0"
	"CLOSE_RANGE_UNSHARE\0CLOSE_RANGE_CLOEXEC\0EPOLL_CTL_ADD\0EPOLL_CTL_DEL\0EPOLL_CTL_MOD\0EFD_SEMAPHORE\0"
	"EFD_CLOEXEC\0EFD_NONBLOCK\0POSIX_FADV_NORMAL\0POSIX_FADV_RANDOM\0POSIX_FADV_SEQUENTIAL\0POSIX_FADV_WILLNEED\0"
	"POSIX_FADV_DONTNEED\0POSIX_FADV_NOREUSE\0FALLOC_FL_KEEP_SIZE\0FALLOC_FL_PUNCH_HOLE\0FALLOC_FL_NO_HIDE_STALE\0FALLOC_FL_COLLAPSE_RANGE\0"
	"FALLOC_FL_ZERO_RANGE\0FALLOC_FL_INSERT_RANGE\0FALLOC_FL_UNSHARE_RANGE\0FAN_CLASS_NOTIF\0FAN_CLOEXEC\0FAN_NONBLOCK\0"
	"FAN_CLASS_CONTENT\0FAN_CLASS_PRE_CONTENT\0FAN_UNLIMITED_QUEUE\0FAN_UNLIMITED_MARKS\0FAN_REPORT_TID\0FAN_REPORT_FID\0"
	"FAN_MARK_ADD\0FAN_MARK_REMOVE\0FAN_MARK_DONT_FOLLOW\0FAN_MARK_ONLYDIR\0FAN_MARK_MOUNT\0FAN_MARK_IGNORED_MASK\0"
	"FAN_MARK_IGNORED_SURV_MODIFY\0FAN_MARK_FLUSH\0FAN_MARK_FILESYSTEM\0FAN_ACCESS\0FAN_MODIFY\0FAN_ATTRIB\0"
	"FAN_CLOSE_WRITE\0FAN_CLOSE_NOWRITE\0FAN_OPEN\0FAN_MOVED_FROM\0FAN_MOVED_TO\0FAN_CREATE\0"
	"FAN_DELETE\0FAN_DELETE_SELF\0FAN_MOVE_SELF\0FAN_OPEN_EXEC\0FAN_Q_OVERFLOW\0FAN_OPEN_PERM\0"
	"FAN_ACCESS_PERM\0FAN_ONDIR\0FAN_EVENT_ON_CHILD\0F_DUPFD\0F_GETFD\0F_SETFD\0"
	"F_GETFL\0F_SETFL\0F_GETLK\0F_SETLK\0F_SETLKW\0F_SETOWN\0"
	"F_GETOWN\0F_SETSIG\0F_GETSIG\0F_SETOWN_EX\0F_GETOWN_EX\0F_OFD_GETLK\0"
	"F_OFD_SETLK\0F_OFD_SETLKW\0F_SETLEASE\0F_GETLEASE\0F_NOTIFY\0F_DUPFD_CLOEXEC\0"
	"F_SETPIPE_SZ\0F_GETPIPE_SZ\0F_ADD_SEALS\0F_GET_SEALS\0MODULE_INIT_IGNORE_MODVERSIONS\0MODULE_INIT_IGNORE_VERMAGIC\0"
	"LOCK_SH\0LOCK_EX\0LOCK_UN\0LOCK_NB\0XATTR_CREATE\0XATTR_REPLACE\0"
	"FUTEX_WAIT\0FUTEX_WAKE\0FUTEX_FD\0FUTEX_REQUEUE\0FUTEX_CMP_REQUEUE\0FUTEX_WAKE_OP\0"
	"FUTEX_LOCK_PI\0FUTEX_UNLOCK_PI\0FUTEX_TRYLOCK_PI\0FUTEX_WAIT_BITSET\0FUTEX_WAKE_BITSET\0FUTEX_WAIT_REQUEUE_PI\0"
	"FUTEX_CMP_REQUEUE_PI\0FUTEX_LOCK_PI2\0ITIMER_REAL\0ITIMER_VIRTUAL\0ITIMER_PROF\0PRIO_PROCESS\0"
	"PRIO_PGRP\0PRIO_USER\0GRND_NONBLOCK\0GRND_RANDOM\0RLIMIT_CPU\0RLIMIT_FSIZE\0"
	"RLIMIT_DATA\0RLIMIT_STACK\0RLIMIT_CORE\0RLIMIT_RSS\0RLIMIT_NPROC\0RLIMIT_NOFILE\0"
	"RLIMIT_MEMLOCK\0RLIMIT_AS\0RLIMIT_LOCKS\0RLIMIT_SIGPENDING\0RLIMIT_MSGQUEUE\0RLIMIT_NICE\0"
	"RLIMIT_RTPRIO\0RLIMIT_RTTIME\0RUSAGE_SELF\0RUSAGE_CHILDREN\0RUSAGE_THREAD\0SOL_IP\0"
	"SOL_SOCKET\0SOL_TCP\0SOL_UDP\0SOL_IPV6\0SOL_RAW\0SOL_PACKET\0"
	"SOL_NETLINK\0SO_DEBUG\0SO_REUSEADDR\0SO_TYPE\0SO_ERROR\0SO_DONTROUTE\0"
	"SO_BROADCAST\0SO_SNDBUF\0SO_RCVBUF\0SO_KEEPALIVE\0SO_OOBINLINE\0SO_NO_CHECK\0"
	"SO_PRIORITY\0SO_LINGER\0SO_BSDCOMPAT\0SO_REUSEPORT\0SO_PASSCRED\0SO_PEERCRED\0"
	"SO_RCVLOWAT\0SO_SNDLOWAT\0SO_RCVTIMEO\0SO_SNDTIMEO\0SO_BINDTODEVICE\0SO_ATTACH_FILTER\0"
	"SO_DETACH_FILTER\0SO_PEERNAME\0SO_TIMESTAMP\0SO_ACCEPTCONN\0SO_PEERSEC\0SO_SNDBUFFORCE\0"
	"SO_RCVBUFFORCE\0SO_PASSSEC\0SO_TIMESTAMPNS\0SO_MARK\0SO_TIMESTAMPING\0SO_PROTOCOL\0"
	"SO_DOMAIN\0IN_ACCESS\0IN_MODIFY\0IN_ATTRIB\0IN_CLOSE_WRITE\0IN_CLOSE_NOWRITE\0"
	"IN_OPEN\0IN_MOVED_FROM\0IN_MOVED_TO\0IN_CREATE\0IN_DELETE\0IN_DELETE_SELF\0"
	"IN_MOVE_SELF\0IN_UNMOUNT\0IN_Q_OVERFLOW\0IN_IGNORED\0IN_ONLYDIR\0IN_DONT_FOLLOW\0"
	"IN_EXCL_UNLINK\0IN_MASK_CREATE\0IN_MASK_ADD\0IN_ISDIR\0IN_ONESHOT\0IOPRIO_WHO_PROCESS\0"
	"IOPRIO_WHO_PGRP\0IOPRIO_WHO_USER\0KCMP_FILE\0KCMP_VM\0KCMP_FILES\0KCMP_FS\0"
	"KCMP_SIGHAND\0KCMP_IO\0KCMP_SYSVSEM\0KCMP_EPOLL_TFD\0KEYCTL_GET_KEYRING_ID\0KEYCTL_JOIN_SESSION_KEYRING\0"
	"KEYCTL_UPDATE\0KEYCTL_REVOKE\0KEYCTL_CHOWN\0KEYCTL_SETPERM\0KEYCTL_DESCRIBE\0KEYCTL_CLEAR\0"
	"KEYCTL_LINK\0KEYCTL_UNLINK\0KEYCTL_SEARCH\0KEYCTL_READ\0KEYCTL_INSTANTIATE\0KEYCTL_NEGATE\0"
	"KEYCTL_SET_REQKEY_KEYRING\0KEYCTL_SET_TIMEOUT\0KEYCTL_ASSUME_AUTHORITY\0KEYCTL_GET_SECURITY\0KEYCTL_SESSION_TO_PARENT\0KEYCTL_REJECT\0"
	"KEYCTL_INSTANTIATE_IOV\0KEYCTL_INVALIDATE\0KEYCTL_GET_PERSISTENT\0SEEK_SET\0SEEK_CUR\0SEEK_END\0"
	"SEEK_DATA\0SEEK_HOLE\0MADV_NORMAL\0MADV_RANDOM\0MADV_SEQUENTIAL\0MADV_WILLNEED\0"
	"MADV_DONTNEED\0MADV_FREE\0MADV_REMOVE\0MADV_DONTFORK\0MADV_DOFORK\0MADV_MERGEABLE\0"
	"MADV_UNMERGEABLE\0MADV_HUGEPAGE\0MADV_NOHUGEPAGE\0MADV_DONTDUMP\0MADV_DODUMP\0MADV_WIPEONFORK\0"
	"MADV_KEEPONFORK\0MADV_COLD\0MADV_PAGEOUT\0MADV_POPULATE_READ\0MADV_POPULATE_WRITE\0MADV_HWPOISON\0"
	"MEMBARRIER_CMD_QUERY\0MEMBARRIER_CMD_GLOBAL\0MEMBARRIER_CMD_GLOBAL_EXPEDITED\0MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED\0MEMBARRIER_CMD_PRIVATE_EXPEDITED\0MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED\0"
	"MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE\0MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE\0MFD_CLOEXEC\0MFD_ALLOW_SEALING\0MFD_HUGETLB\0MLOCK_ONFAULT\0"
	"MCL_CURRENT\0MCL_FUTURE\0MCL_ONFAULT\0PROT_NONE\0PROT_READ\0PROT_WRITE\0"
	"PROT_EXEC\0PROT_GROWSDOWN\0PROT_GROWSUP\0MAP_SHARED_VALIDATE\0MAP_SHARED\0MAP_PRIVATE\0"
	"MAP_FIXED\0MAP_ANONYMOUS\0MAP_32BIT\0MAP_GROWSDOWN\0MAP_DENYWRITE\0MAP_EXECUTABLE\0"
	"MAP_LOCKED\0MAP_NORESERVE\0MAP_POPULATE\0MAP_NONBLOCK\0MAP_STACK\0MAP_HUGETLB\0"
	"MAP_SYNC\0MAP_FIXED_NOREPLACE\0MS_RDONLY\0MS_NOSUID\0MS_NODEV\0MS_NOEXEC\0"
	"MS_SYNCHRONOUS\0MS_REMOUNT\0MS_MANDLOCK\0MS_DIRSYNC\0MS_NOATIME\0MS_NODIRATIME\0"
	"MS_BIND\0MS_MOVE\0MS_REC\0MS_SILENT\0MS_POSIXACL\0MS_UNBINDABLE\0"
	"MS_PRIVATE\0MS_SLAVE\0MS_SHARED\0MS_RELATIME\0MS_KERNMOUNT\0MS_I_VERSION\0"
	"MS_STRICTATIME\0MS_LAZYTIME\0MREMAP_MAYMOVE\0MREMAP_FIXED\0MREMAP_DONTUNMAP\0IPC_RMID\0"
	"IPC_SET\0IPC_STAT\0IPC_INFO\0MSG_STAT\0MSG_INFO\0GETPID\0"
	"GETVAL\0GETALL\0GETNCNT\0GETZCNT\0SETVAL\0SETALL\0"
	"SEM_STAT\0SEM_INFO\0SHM_LOCK\0SHM_UNLOCK\0SHM_STAT\0SHM_INFO\0"
	"IPC_CREAT\0IPC_EXCL\0IPC_NOWAIT\0MSG_NOERROR\0MSG_EXCEPT\0MSG_COPY\0"
	"MS_ASYNC\0MS_INVALIDATE\0MS_SYNC\0PERF_FLAG_FD_NO_GROUP\0PERF_FLAG_FD_OUTPUT\0PERF_FLAG_PID_CGROUP\0"
	"PERF_FLAG_FD_CLOEXEC\0PKEY_DISABLE_ACCESS\0PKEY_DISABLE_WRITE\0PR_SET_PDEATHSIG\0PR_GET_PDEATHSIG\0PR_GET_DUMPABLE\0"
	"PR_SET_DUMPABLE\0PR_GET_UNALIGN\0PR_SET_UNALIGN\0PR_GET_KEEPCAPS\0PR_SET_KEEPCAPS\0PR_GET_FPEMU\0"
	"PR_SET_FPEMU\0PR_GET_FPEXC\0PR_SET_FPEXC\0PR_GET_TIMING\0PR_SET_TIMING\0PR_SET_NAME\0"
	"PR_GET_NAME\0PR_GET_ENDIAN\0PR_SET_ENDIAN\0PR_GET_SECCOMP\0PR_SET_SECCOMP\0PR_CAPBSET_READ\0"
	"PR_CAPBSET_DROP\0PR_GET_TSC\0PR_SET_TSC\0PR_GET_SECUREBITS\0PR_SET_SECUREBITS\0PR_SET_TIMERSLACK\0"
	"PR_GET_TIMERSLACK\0PR_TASK_PERF_EVENTS_DISABLE\0PR_TASK_PERF_EVENTS_ENABLE\0PR_MCE_KILL\0PR_MCE_KILL_GET\0PR_SET_MM\0"
	"PR_SET_PTRACER\0PR_SET_CHILD_SUBREAPER\0PR_GET_CHILD_SUBREAPER\0PR_SET_NO_NEW_PRIVS\0PR_GET_NO_NEW_PRIVS\0PR_GET_TID_ADDRESS\0"
	"PR_SET_THP_DISABLE\0PR_GET_THP_DISABLE\0PR_CAP_AMBIENT\0PR_SET_VMA\0RWF_HIPRI\0RWF_DSYNC\0"
	"RWF_SYNC\0RWF_NOWAIT\0RWF_APPEND\0PTRACE_TRACEME\0PTRACE_PEEKTEXT\0PTRACE_PEEKDATA\0"
	"PTRACE_PEEKUSER\0PTRACE_POKETEXT\0PTRACE_POKEDATA\0PTRACE_POKEUSER\0PTRACE_CONT\0PTRACE_KILL\0"
	"PTRACE_SINGLESTEP\0PTRACE_GETREGS\0PTRACE_SETREGS\0PTRACE_GETFPREGS\0PTRACE_SETFPREGS\0PTRACE_ATTACH\0"
	"PTRACE_DETACH\0PTRACE_GETFPXREGS\0PTRACE_SETFPXREGS\0PTRACE_SYSCALL\0PTRACE_SETOPTIONS\0PTRACE_GETEVENTMSG\0"
	"PTRACE_GETSIGINFO\0PTRACE_SETSIGINFO\0PTRACE_GETREGSET\0PTRACE_SETREGSET\0PTRACE_SEIZE\0PTRACE_INTERRUPT\0"
	"PTRACE_LISTEN\0PTRACE_PEEKSIGINFO\0LINUX_REBOOT_MAGIC1\0LINUX_REBOOT_MAGIC2\0LINUX_REBOOT_MAGIC2A\0LINUX_REBOOT_MAGIC2B\0"
	"LINUX_REBOOT_MAGIC2C\0LINUX_REBOOT_CMD_RESTART\0LINUX_REBOOT_CMD_HALT\0LINUX_REBOOT_CMD_CAD_ON\0LINUX_REBOOT_CMD_CAD_OFF\0LINUX_REBOOT_CMD_POWER_OFF\0"
	"LINUX_REBOOT_CMD_RESTART2\0LINUX_REBOOT_CMD_SW_SUSPEND\0LINUX_REBOOT_CMD_KEXEC\0MSG_OOB\0MSG_PEEK\0MSG_DONTROUTE\0"
	"MSG_CTRUNC\0MSG_TRUNC\0MSG_DONTWAIT\0MSG_EOR\0MSG_WAITALL\0MSG_FIN\0"
	"MSG_SYN\0MSG_CONFIRM\0MSG_RST\0MSG_ERRQUEUE\0MSG_NOSIGNAL\0MSG_MORE\0"
	"MSG_WAITFORONE\0MSG_FASTOPEN\0MSG_CMSG_CLOEXEC\0RENAME_NOREPLACE\0RENAME_EXCHANGE\0RENAME_WHITEOUT\0"
	"SIG_BLOCK\0SIG_UNBLOCK\0SIG_SETMASK\0SCHED_OTHER\0SCHED_FIFO\0SCHED_RR\0"
	"SCHED_BATCH\0SCHED_IDLE\0SCHED_DEADLINE\0SECCOMP_SET_MODE_STRICT\0SECCOMP_SET_MODE_FILTER\0SECCOMP_GET_ACTION_AVAIL\0"
	"SECCOMP_FILTER_FLAG_TSYNC\0SECCOMP_FILTER_FLAG_LOG\0SECCOMP_FILTER_FLAG_SPEC_ALLOW\0SECCOMP_FILTER_FLAG_NEW_LISTENER\0SHM_RDONLY\0SHM_RND\0"
	"SHM_REMAP\0SHM_EXEC\0SHUT_RD\0SHUT_WR\0SHUT_RDWR\0AF_UNSPEC\0"
	"AF_UNIX\0AF_INET\0AF_AX25\0AF_IPX\0AF_APPLETALK\0AF_NETROM\0"
	"AF_BRIDGE\0AF_ATMPVC\0AF_X25\0AF_INET6\0AF_ROSE\0AF_DECnet\0"
	"AF_NETBEUI\0AF_SECURITY\0AF_KEY\0AF_NETLINK\0AF_PACKET\0AF_ASH\0"
	"AF_ECONET\0AF_ATMSVC\0AF_RDS\0AF_SNA\0AF_IRDA\0AF_PPPOX\0"
	"AF_WANPIPE\0AF_LLC\0AF_IB\0AF_MPLS\0AF_CAN\0AF_TIPC\0"
	"AF_BLUETOOTH\0AF_IUCV\0AF_RXRPC\0AF_ISDN\0AF_PHONET\0AF_IEEE802154\0"
	"AF_CAIF\0AF_ALG\0AF_NFC\0AF_VSOCK\0AF_KCM\0AF_QIPCRTR\0"
	"AF_SMC\0AF_XDP\0SOCK_STREAM\0SOCK_DGRAM\0SOCK_RAW\0SOCK_RDM\0"
	"SOCK_SEQPACKET\0SOCK_DCCP\0SOCK_PACKET\0IPPROTO_IP\0IPPROTO_ICMP\0IPPROTO_IGMP\0"
	"IPPROTO_IPIP\0IPPROTO_TCP\0IPPROTO_EGP\0IPPROTO_PUP\0IPPROTO_UDP\0IPPROTO_IDP\0"
	"IPPROTO_TP\0IPPROTO_DCCP\0IPPROTO_IPV6\0IPPROTO_RSVP\0IPPROTO_GRE\0IPPROTO_ESP\0"
	"IPPROTO_AH\0IPPROTO_MTP\0IPPROTO_BEETPH\0IPPROTO_ENCAP\0IPPROTO_PIM\0IPPROTO_COMP\0"
	"IPPROTO_SCTP\0IPPROTO_UDPLITE\0IPPROTO_MPLS\0IPPROTO_RAW\0SPLICE_F_MOVE\0SPLICE_F_NONBLOCK\0"
	"SPLICE_F_MORE\0SPLICE_F_GIFT\0STATX_TYPE\0STATX_MODE\0STATX_NLINK\0STATX_UID\0"
	"STATX_GID\0STATX_ATIME\0STATX_MTIME\0STATX_CTIME\0STATX_INO\0STATX_SIZE\0"
	"STATX_BLOCKS\0STATX_BTIME\0SWAP_FLAG_PREFER\0SWAP_FLAG_DISCARD\0SYNC_FILE_RANGE_WAIT_BEFORE\0SYNC_FILE_RANGE_WRITE\0"
	"SYNC_FILE_RANGE_WAIT_AFTER\0MNT_FORCE\0MNT_DETACH\0MNT_EXPIRE\0UMOUNT_NOFOLLOW\0WNOHANG\0"
	"WUNTRACED\0WEXITED\0WCONTINUED\0WNOWAIT\0__WNOTHREAD\0__WALL\0"
	"__WCLONE\0P_ALL\0P_PID\0P_PGID\0P_PIDFD\0SIGHUP\0"
	"SIGINT\0SIGQUIT\0SIGILL\0SIGTRAP\0SIGABRT\0SIGBUS\0"
	"SIGFPE\0SIGKILL\0SIGUSR1\0SIGSEGV\0SIGUSR2\0SIGPIPE\0"
	"SIGALRM\0SIGTERM\0SIGSTKFLT\0SIGCHLD\0SIGCONT\0SIGSTOP\0"
	"SIGTSTP\0SIGTTIN\0SIGTTOU\0SIGURG\0SIGXCPU\0SIGXFSZ\0"
	"SIGVTALRM\0SIGPROF\0SIGWINCH\0SIGIO\0SIGPWR\0SIGSYS\0"
	"SA_NOCLDSTOP\0SA_NOCLDWAIT\0SA_SIGINFO\0SA_RESTORER\0SA_ONSTACK\0SA_RESTART\0"
	"SA_NODEFER\0SA_RESETHAND\0IOPRIO_CLASS_NONE\0IOPRIO_CLASS_RT\0IOPRIO_CLASS_BE\0IOPRIO_CLASS_IDLE\0"
	"S_IFREG\0S_IFCHR\0S_IFBLK\0S_IFIFO\0S_IFSOCK\0"
	"";

/* value, bits that count, name */
static const struct { rt_u32 value, mask, name; } rt_sys_rows[] = {
	{0x0, 0x7, 0}, {0x4, 0x4, 5}, {0x2, 0x2, 10}, {0x1, 0x1, 15},
	{0x100, 0x100, 20}, {0x200, 0x200, 40}, {0x400, 0x400, 51}, {0x800, 0x800, 69},
	{0x1000, 0x1000, 85}, {0x2000, 0x2000, 99}, {0x4000, 0x4000, 119}, {0x200, 0x200, 138},
	{0x800, 0x800, 151}, {0x80000, 0x80000, 165}, {0x0, 0x3, 178}, {0x1, 0x3, 187},
	{0x2, 0x3, 196}, {0x40, 0x40, 203}, {0x80, 0x80, 211}, {0x100, 0x100, 218},
	{0x200, 0x200, 227}, {0x400, 0x400, 235}, {0x800, 0x800, 244}, {0x101000, 0x101000, 255},
	{0x1000, 0x1000, 262}, {0x2000, 0x2000, 270}, {0x4000, 0x4000, 278}, {0x8000, 0x8000, 287},
	{0x410000, 0x410000, 299}, {0x10000, 0x10000, 309}, {0x20000, 0x20000, 321}, {0x40000, 0x40000, 332},
	{0x80000, 0x80000, 342}, {0x200000, 0x200000, 352}, {0x0, 0xffffffff, 359}, {0x1, 0xffffffff, 374},
	{0x2, 0xffffffff, 394}, {0x3, 0xffffffff, 414}, {0x4, 0xffffffff, 434}, {0x5, 0xffffffff, 455},
	{0x6, 0xffffffff, 469}, {0x7, 0xffffffff, 481}, {0x8, 0xffffffff, 493}, {0x9, 0xffffffff, 509},
	{0xa, 0xffffffff, 525}, {0xb, 0xffffffff, 543}, {0xc, 0xffffffff, 564}, {0xd, 0xffffffff, 584},
	{0xe, 0xffffffff, 606}, {0xf, 0xffffffff, 627}, {0x10, 0xffffffff, 650}, {0x11, 0xffffffff, 665},
	{0x12, 0xffffffff, 689}, {0x13, 0xffffffff, 702}, {0x14, 0xffffffff, 723}, {0x15, 0xffffffff, 741},
	{0x16, 0xffffffff, 772}, {0x17, 0xffffffff, 787}, {0x18, 0xffffffff, 807}, {0x19, 0xffffffff, 828},
	{0x1a, 0xffffffff, 860}, {0x1b, 0xffffffff, 881}, {0x1c, 0xffffffff, 902}, {0x1d, 0xffffffff, 918},
	{0x1e, 0xffffffff, 934}, {0x1f, 0xffffffff, 956}, {0x20, 0xffffffff, 977}, {0x21, 0xffffffff, 994},
	{0x22, 0xffffffff, 1010}, {0x23, 0xffffffff, 1026}, {0x0, 0xffffffff, 1044}, {0x1, 0xffffffff, 1059},
	{0x2, 0xffffffff, 1075}, {0x3, 0xffffffff, 1100}, {0x4, 0xffffffff, 1124}, {0x5, 0xffffffff, 1144},
	{0x6, 0xffffffff, 1166}, {0x7, 0xffffffff, 1189}, {0x8, 0xffffffff, 1204}, {0x9, 0xffffffff, 1225},
	{0xb, 0xffffffff, 1246}, {0x1, 0x1, 1256}, {0x1, 0x1, 1270}, {0x2, 0x2, 1288},
	{0x100, 0x100, 1312}, {0x200, 0x200, 1321}, {0x400, 0x400, 1330}, {0x800, 0x800, 1342},
	{0x1000, 0x1000, 1356}, {0x2000, 0x2000, 1368}, {0x4000, 0x4000, 1381}, {0x8000, 0x8000, 1393},
	{0x10000, 0x10000, 1406}, {0x20000, 0x20000, 1419}, {0x40000, 0x40000, 1431}, {0x80000, 0x80000, 1445},
	{0x100000, 0x100000, 1458}, {0x200000, 0x200000, 1478}, {0x400000, 0x400000, 1499}, {0x800000, 0x800000, 1514},
	{0x1000000, 0x1000000, 1529}, {0x2000000, 0x2000000, 1548}, {0x4000000, 0x4000000, 1564}, {0x8000000, 0x8000000, 1577},
	{0x10000000, 0x10000000, 1590}, {0x20000000, 0x20000000, 1604}, {0x40000000, 0x40000000, 1617}, {0x80000000, 0x80000000, 1630},
	{0x2, 0x2, 1639}, {0x4, 0x4, 1659}, {0x1, 0xffffffff, 1679}, {0x2, 0xffffffff, 1693},
	{0x3, 0xffffffff, 1707}, {0x1, 0x1, 1721}, {0x80000, 0x80000, 1735}, {0x800, 0x800, 1747},
	{0x0, 0xffffffff, 1760}, {0x1, 0xffffffff, 1778}, {0x2, 0xffffffff, 1796}, {0x3, 0xffffffff, 1818},
	{0x4, 0xffffffff, 1838}, {0x5, 0xffffffff, 1858}, {0x1, 0x1, 1877}, {0x2, 0x2, 1897},
	{0x4, 0x4, 1918}, {0x8, 0x8, 1942}, {0x10, 0x10, 1967}, {0x20, 0x20, 1988},
	{0x40, 0x40, 2011}, {0x0, 0xc, 2035}, {0x1, 0x1, 2051}, {0x2, 0x2, 2063},
	{0x4, 0x4, 2076}, {0x8, 0x8, 2094}, {0x10, 0x10, 2116}, {0x20, 0x20, 2136},
	{0x100, 0x100, 2156}, {0x200, 0x200, 2171}, {0x1, 0x1, 2186}, {0x2, 0x2, 2199},
	{0x4, 0x4, 2215}, {0x8, 0x8, 2236}, {0x10, 0x10, 2253}, {0x20, 0x20, 2268},
	{0x40, 0x40, 2290}, {0x80, 0x80, 2319}, {0x100, 0x100, 2334}, {0x1, 0x1, 2354},
	{0x2, 0x2, 2365}, {0x4, 0x4, 2376}, {0x8, 0x8, 2387}, {0x10, 0x10, 2403},
	{0x20, 0x20, 2421}, {0x40, 0x40, 2430}, {0x80, 0x80, 2445}, {0x100, 0x100, 2458},
	{0x200, 0x200, 2469}, {0x400, 0x400, 2480}, {0x800, 0x800, 2496}, {0x1000, 0x1000, 2510},
	{0x4000, 0x4000, 2524}, {0x10000, 0x10000, 2539}, {0x20000, 0x20000, 2553}, {0x40000000, 0x40000000, 2569},
	{0x8000000, 0x8000000, 2579}, {0x0, 0xffffffff, 2598}, {0x1, 0xffffffff, 2606}, {0x2, 0xffffffff, 2614},
	{0x3, 0xffffffff, 2622}, {0x4, 0xffffffff, 2630}, {0x5, 0xffffffff, 2638}, {0x6, 0xffffffff, 2646},
	{0x7, 0xffffffff, 2654}, {0x8, 0xffffffff, 2663}, {0x9, 0xffffffff, 2672}, {0xa, 0xffffffff, 2681},
	{0xb, 0xffffffff, 2690}, {0xf, 0xffffffff, 2699}, {0x10, 0xffffffff, 2711}, {0x24, 0xffffffff, 2723},
	{0x25, 0xffffffff, 2735}, {0x26, 0xffffffff, 2747}, {0x400, 0xffffffff, 2760}, {0x401, 0xffffffff, 2771},
	{0x402, 0xffffffff, 2782}, {0x406, 0xffffffff, 2791}, {0x407, 0xffffffff, 2807}, {0x408, 0xffffffff, 2820},
	{0x409, 0xffffffff, 2833}, {0x40a, 0xffffffff, 2845}, {0x1, 0x1, 2857}, {0x2, 0x2, 2888},
	{0x1, 0x1, 2916}, {0x2, 0x2, 2924}, {0x8, 0x8, 2932}, {0x4, 0x4, 2940},
	{0x1, 0x1, 2948}, {0x2, 0x2, 2961}, {0x0, 0xffffffff, 2975}, {0x1, 0xffffffff, 2986},
	{0x2, 0xffffffff, 2997}, {0x3, 0xffffffff, 3006}, {0x4, 0xffffffff, 3020}, {0x5, 0xffffffff, 3038},
	{0x6, 0xffffffff, 3052}, {0x7, 0xffffffff, 3066}, {0x8, 0xffffffff, 3082}, {0x9, 0xffffffff, 3099},
	{0xa, 0xffffffff, 3117}, {0xb, 0xffffffff, 3135}, {0xc, 0xffffffff, 3157}, {0xd, 0xffffffff, 3178},
	{0x0, 0xffffffff, 3193}, {0x1, 0xffffffff, 3205}, {0x2, 0xffffffff, 3220}, {0x0, 0xffffffff, 3232},
	{0x1, 0xffffffff, 3245}, {0x2, 0xffffffff, 3255}, {0x1, 0x1, 3265}, {0x2, 0x2, 3279},
	{0x0, 0xffffffff, 3291}, {0x1, 0xffffffff, 3302}, {0x2, 0xffffffff, 3315}, {0x3, 0xffffffff, 3327},
	{0x4, 0xffffffff, 3340}, {0x5, 0xffffffff, 3352}, {0x6, 0xffffffff, 3363}, {0x7, 0xffffffff, 3376},
	{0x8, 0xffffffff, 3390}, {0x9, 0xffffffff, 3405}, {0xa, 0xffffffff, 3415}, {0xb, 0xffffffff, 3428},
	{0xc, 0xffffffff, 3446}, {0xd, 0xffffffff, 3462}, {0xe, 0xffffffff, 3474}, {0xf, 0xffffffff, 3488},
	{0x0, 0xffffffff, 3502}, {0xffffffff, 0xffffffff, 3514}, {0x1, 0xffffffff, 3530}, {0x0, 0xffffffff, 3544},
	{0x1, 0xffffffff, 3551}, {0x6, 0xffffffff, 3562}, {0x11, 0xffffffff, 3570}, {0x29, 0xffffffff, 3578},
	{0xff, 0xffffffff, 3587}, {0x107, 0xffffffff, 3595}, {0x10e, 0xffffffff, 3606}, {0x1, 0xffffffff, 3618},
	{0x2, 0xffffffff, 3627}, {0x3, 0xffffffff, 3640}, {0x4, 0xffffffff, 3648}, {0x5, 0xffffffff, 3657},
	{0x6, 0xffffffff, 3670}, {0x7, 0xffffffff, 3683}, {0x8, 0xffffffff, 3693}, {0x9, 0xffffffff, 3703},
	{0xa, 0xffffffff, 3716}, {0xb, 0xffffffff, 3729}, {0xc, 0xffffffff, 3741}, {0xd, 0xffffffff, 3753},
	{0xe, 0xffffffff, 3763}, {0xf, 0xffffffff, 3776}, {0x10, 0xffffffff, 3789}, {0x11, 0xffffffff, 3801},
	{0x12, 0xffffffff, 3813}, {0x13, 0xffffffff, 3825}, {0x14, 0xffffffff, 3837}, {0x15, 0xffffffff, 3849},
	{0x19, 0xffffffff, 3861}, {0x1a, 0xffffffff, 3877}, {0x1b, 0xffffffff, 3894}, {0x1c, 0xffffffff, 3911},
	{0x1d, 0xffffffff, 3923}, {0x1e, 0xffffffff, 3936}, {0x1f, 0xffffffff, 3950}, {0x20, 0xffffffff, 3961},
	{0x21, 0xffffffff, 3976}, {0x22, 0xffffffff, 3991}, {0x23, 0xffffffff, 4002}, {0x24, 0xffffffff, 4017},
	{0x25, 0xffffffff, 4025}, {0x26, 0xffffffff, 4041}, {0x27, 0xffffffff, 4053}, {0x1, 0x1, 4063},
	{0x2, 0x2, 4073}, {0x4, 0x4, 4083}, {0x8, 0x8, 4093}, {0x10, 0x10, 4108},
	{0x20, 0x20, 4125}, {0x40, 0x40, 4133}, {0x80, 0x80, 4147}, {0x100, 0x100, 4159},
	{0x200, 0x200, 4169}, {0x400, 0x400, 4179}, {0x800, 0x800, 4194}, {0x2000, 0x2000, 4207},
	{0x4000, 0x4000, 4218}, {0x8000, 0x8000, 4232}, {0x1000000, 0x1000000, 4243}, {0x2000000, 0x2000000, 4254},
	{0x4000000, 0x4000000, 4269}, {0x10000000, 0x10000000, 4284}, {0x20000000, 0x20000000, 4299}, {0x40000000, 0x40000000, 4311},
	{0x80000000, 0x80000000, 4320}, {0x1, 0xffffffff, 4331}, {0x2, 0xffffffff, 4350}, {0x3, 0xffffffff, 4366},
	{0x0, 0xffffffff, 4382}, {0x1, 0xffffffff, 4392}, {0x2, 0xffffffff, 4400}, {0x3, 0xffffffff, 4411},
	{0x4, 0xffffffff, 4419}, {0x5, 0xffffffff, 4432}, {0x6, 0xffffffff, 4440}, {0x7, 0xffffffff, 4453},
	{0x0, 0xffffffff, 4468}, {0x1, 0xffffffff, 4490}, {0x2, 0xffffffff, 4518}, {0x3, 0xffffffff, 4532},
	{0x4, 0xffffffff, 4546}, {0x5, 0xffffffff, 4559}, {0x6, 0xffffffff, 4574}, {0x7, 0xffffffff, 4590},
	{0x8, 0xffffffff, 4603}, {0x9, 0xffffffff, 4615}, {0xa, 0xffffffff, 4629}, {0xb, 0xffffffff, 4643},
	{0xc, 0xffffffff, 4655}, {0xd, 0xffffffff, 4674}, {0xe, 0xffffffff, 4688}, {0xf, 0xffffffff, 4714},
	{0x10, 0xffffffff, 4733}, {0x11, 0xffffffff, 4757}, {0x12, 0xffffffff, 4777}, {0x13, 0xffffffff, 4802},
	{0x14, 0xffffffff, 4816}, {0x15, 0xffffffff, 4839}, {0x16, 0xffffffff, 4857}, {0x0, 0xffffffff, 4879},
	{0x1, 0xffffffff, 4888}, {0x2, 0xffffffff, 4897}, {0x3, 0xffffffff, 4906}, {0x4, 0xffffffff, 4916},
	{0x0, 0xffffffff, 4926}, {0x1, 0xffffffff, 4938}, {0x2, 0xffffffff, 4950}, {0x3, 0xffffffff, 4966},
	{0x4, 0xffffffff, 4980}, {0x8, 0xffffffff, 4994}, {0x9, 0xffffffff, 5004}, {0xa, 0xffffffff, 5016},
	{0xb, 0xffffffff, 5030}, {0xc, 0xffffffff, 5042}, {0xd, 0xffffffff, 5057}, {0xe, 0xffffffff, 5074},
	{0xf, 0xffffffff, 5088}, {0x10, 0xffffffff, 5104}, {0x11, 0xffffffff, 5118}, {0x12, 0xffffffff, 5130},
	{0x13, 0xffffffff, 5146}, {0x14, 0xffffffff, 5162}, {0x15, 0xffffffff, 5172}, {0x16, 0xffffffff, 5185},
	{0x17, 0xffffffff, 5204}, {0x64, 0xffffffff, 5224}, {0x0, 0xffffffff, 5238}, {0x1, 0xffffffff, 5259},
	{0x2, 0xffffffff, 5281}, {0x4, 0xffffffff, 5313}, {0x8, 0xffffffff, 5354}, {0x10, 0xffffffff, 5387},
	{0x20, 0xffffffff, 5429}, {0x40, 0xffffffff, 5472}, {0x1, 0x1, 5524}, {0x2, 0x2, 5536},
	{0x4, 0x4, 5554}, {0x1, 0x1, 5566}, {0x1, 0x1, 5580}, {0x2, 0x2, 5592},
	{0x4, 0x4, 5603}, {0x0, 0x7, 5615}, {0x1, 0x1, 5625}, {0x2, 0x2, 5635},
	{0x4, 0x4, 5646}, {0x1000000, 0x1000000, 5656}, {0x2000000, 0x2000000, 5671}, {0x3, 0x3, 5684},
	{0x1, 0x3, 5704}, {0x2, 0x3, 5715}, {0x10, 0x10, 5727}, {0x20, 0x20, 5737},
	{0x40, 0x40, 5751}, {0x100, 0x100, 5761}, {0x800, 0x800, 5775}, {0x1000, 0x1000, 5789},
	{0x2000, 0x2000, 5804}, {0x4000, 0x4000, 5815}, {0x8000, 0x8000, 5829}, {0x10000, 0x10000, 5842},
	{0x20000, 0x20000, 5855}, {0x40000, 0x40000, 5865}, {0x80000, 0x80000, 5877}, {0x100000, 0x100000, 5886},
	{0x1, 0x1, 5906}, {0x2, 0x2, 5916}, {0x4, 0x4, 5926}, {0x8, 0x8, 5935},
	{0x10, 0x10, 5945}, {0x20, 0x20, 5960}, {0x40, 0x40, 5971}, {0x80, 0x80, 5983},
	{0x400, 0x400, 5994}, {0x800, 0x800, 6005}, {0x1000, 0x1000, 6019}, {0x2000, 0x2000, 6027},
	{0x4000, 0x4000, 6035}, {0x8000, 0x8000, 6042}, {0x10000, 0x10000, 6052}, {0x20000, 0x20000, 6064},
	{0x40000, 0x40000, 6078}, {0x80000, 0x80000, 6089}, {0x100000, 0x100000, 6098}, {0x200000, 0x200000, 6108},
	{0x400000, 0x400000, 6120}, {0x800000, 0x800000, 6133}, {0x1000000, 0x1000000, 6146}, {0x2000000, 0x2000000, 6161},
	{0x1, 0x1, 6173}, {0x2, 0x2, 6188}, {0x4, 0x4, 6201}, {0x0, 0xffffffff, 6218},
	{0x1, 0xffffffff, 6227}, {0x2, 0xffffffff, 6235}, {0x3, 0xffffffff, 6244}, {0xb, 0xffffffff, 6253},
	{0xc, 0xffffffff, 6262}, {0xb, 0xffffffff, 6271}, {0xc, 0xffffffff, 6278}, {0xd, 0xffffffff, 6285},
	{0xe, 0xffffffff, 6292}, {0xf, 0xffffffff, 6300}, {0x10, 0xffffffff, 6308}, {0x11, 0xffffffff, 6315},
	{0x12, 0xffffffff, 6322}, {0x13, 0xffffffff, 6331}, {0xb, 0xffffffff, 6340}, {0xc, 0xffffffff, 6349},
	{0xd, 0xffffffff, 6360}, {0xe, 0xffffffff, 6369}, {0x200, 0x200, 6378}, {0x400, 0x400, 6388},
	{0x800, 0x800, 6397}, {0x1000, 0x1000, 6408}, {0x2000, 0x2000, 6420}, {0x4000, 0x4000, 6431},
	{0x1, 0x1, 6440}, {0x2, 0x2, 6449}, {0x4, 0x4, 6463}, {0x1, 0x1, 6471},
	{0x2, 0x2, 6493}, {0x4, 0x4, 6513}, {0x8, 0x8, 6534}, {0x1, 0x1, 6555},
	{0x2, 0x2, 6575}, {0x1, 0xffffffff, 6594}, {0x2, 0xffffffff, 6611}, {0x3, 0xffffffff, 6628},
	{0x4, 0xffffffff, 6644}, {0x5, 0xffffffff, 6660}, {0x6, 0xffffffff, 6675}, {0x7, 0xffffffff, 6690},
	{0x8, 0xffffffff, 6706}, {0x9, 0xffffffff, 6722}, {0xa, 0xffffffff, 6735}, {0xb, 0xffffffff, 6748},
	{0xc, 0xffffffff, 6761}, {0xd, 0xffffffff, 6774}, {0xe, 0xffffffff, 6788}, {0xf, 0xffffffff, 6802},
	{0x10, 0xffffffff, 6814}, {0x13, 0xffffffff, 6826}, {0x14, 0xffffffff, 6840}, {0x15, 0xffffffff, 6854},
	{0x16, 0xffffffff, 6869}, {0x17, 0xffffffff, 6884}, {0x18, 0xffffffff, 6900}, {0x19, 0xffffffff, 6916},
	{0x1a, 0xffffffff, 6927}, {0x1b, 0xffffffff, 6938}, {0x1c, 0xffffffff, 6956}, {0x1d, 0xffffffff, 6974},
	{0x1e, 0xffffffff, 6992}, {0x1f, 0xffffffff, 7010}, {0x20, 0xffffffff, 7038}, {0x21, 0xffffffff, 7065},
	{0x22, 0xffffffff, 7077}, {0x23, 0xffffffff, 7093}, {0x59616d61, 0xffffffff, 7103}, {0x24, 0xffffffff, 7118},
	{0x25, 0xffffffff, 7141}, {0x26, 0xffffffff, 7164}, {0x27, 0xffffffff, 7184}, {0x28, 0xffffffff, 7204},
	{0x29, 0xffffffff, 7223}, {0x2a, 0xffffffff, 7242}, {0x2f, 0xffffffff, 7261}, {0x53564d41, 0xffffffff, 7276},
	{0x1, 0x1, 7287}, {0x2, 0x2, 7297}, {0x4, 0x4, 7307}, {0x8, 0x8, 7316},
	{0x10, 0x10, 7327}, {0x0, 0xffffffff, 7338}, {0x1, 0xffffffff, 7353}, {0x2, 0xffffffff, 7369},
	{0x3, 0xffffffff, 7385}, {0x4, 0xffffffff, 7401}, {0x5, 0xffffffff, 7417}, {0x6, 0xffffffff, 7433},
	{0x7, 0xffffffff, 7449}, {0x8, 0xffffffff, 7461}, {0x9, 0xffffffff, 7473}, {0xc, 0xffffffff, 7491},
	{0xd, 0xffffffff, 7506}, {0xe, 0xffffffff, 7521}, {0xf, 0xffffffff, 7538}, {0x10, 0xffffffff, 7555},
	{0x11, 0xffffffff, 7569}, {0x12, 0xffffffff, 7583}, {0x13, 0xffffffff, 7601}, {0x18, 0xffffffff, 7619},
	{0x4200, 0xffffffff, 7634}, {0x4201, 0xffffffff, 7652}, {0x4202, 0xffffffff, 7671}, {0x4203, 0xffffffff, 7689},
	{0x4204, 0xffffffff, 7707}, {0x4205, 0xffffffff, 7724}, {0x4206, 0xffffffff, 7741}, {0x4207, 0xffffffff, 7754},
	{0x4208, 0xffffffff, 7771}, {0x4209, 0xffffffff, 7785}, {0xfee1dead, 0xffffffff, 7804}, {0x28121969, 0xffffffff, 7824},
	{0x5121996, 0xffffffff, 7844}, {0x16041998, 0xffffffff, 7865}, {0x20112000, 0xffffffff, 7886}, {0x1234567, 0xffffffff, 7907},
	{0xcdef0123, 0xffffffff, 7932}, {0x89abcdef, 0xffffffff, 7954}, {0x0, 0xffffffff, 7978}, {0x4321fedc, 0xffffffff, 8003},
	{0xa1b2c3d4, 0xffffffff, 8030}, {0xd000fce2, 0xffffffff, 8056}, {0x45584543, 0xffffffff, 8084}, {0x1, 0x1, 8107},
	{0x2, 0x2, 8115}, {0x4, 0x4, 8124}, {0x8, 0x8, 8138}, {0x20, 0x20, 8149},
	{0x40, 0x40, 8159}, {0x80, 0x80, 8172}, {0x100, 0x100, 8180}, {0x200, 0x200, 8192},
	{0x400, 0x400, 8200}, {0x800, 0x800, 8208}, {0x1000, 0x1000, 8220}, {0x2000, 0x2000, 8228},
	{0x4000, 0x4000, 8241}, {0x8000, 0x8000, 8254}, {0x10000, 0x10000, 8263}, {0x20000000, 0x20000000, 8278},
	{0x40000000, 0x40000000, 8291}, {0x1, 0x1, 8308}, {0x2, 0x2, 8325}, {0x4, 0x4, 8341},
	{0x0, 0xffffffff, 8357}, {0x1, 0xffffffff, 8367}, {0x2, 0xffffffff, 8379}, {0x0, 0xffffffff, 8391},
	{0x1, 0xffffffff, 8403}, {0x2, 0xffffffff, 8414}, {0x3, 0xffffffff, 8423}, {0x5, 0xffffffff, 8435},
	{0x6, 0xffffffff, 8446}, {0x0, 0xffffffff, 8461}, {0x1, 0xffffffff, 8485}, {0x2, 0xffffffff, 8509},
	{0x1, 0x1, 8534}, {0x2, 0x2, 8560}, {0x4, 0x4, 8584}, {0x8, 0x8, 8615},
	{0x1000, 0x1000, 8648}, {0x2000, 0x2000, 8659}, {0x4000, 0x4000, 8667}, {0x8000, 0x8000, 8677},
	{0x0, 0xffffffff, 8686}, {0x1, 0xffffffff, 8694}, {0x2, 0xffffffff, 8702}, {0x0, 0xffffffff, 8712},
	{0x1, 0xffffffff, 8722}, {0x2, 0xffffffff, 8730}, {0x3, 0xffffffff, 8738}, {0x4, 0xffffffff, 8746},
	{0x5, 0xffffffff, 8753}, {0x6, 0xffffffff, 8766}, {0x7, 0xffffffff, 8776}, {0x8, 0xffffffff, 8786},
	{0x9, 0xffffffff, 8796}, {0xa, 0xffffffff, 8803}, {0xb, 0xffffffff, 8812}, {0xc, 0xffffffff, 8820},
	{0xd, 0xffffffff, 8830}, {0xe, 0xffffffff, 8841}, {0xf, 0xffffffff, 8853}, {0x10, 0xffffffff, 8860},
	{0x11, 0xffffffff, 8871}, {0x12, 0xffffffff, 8881}, {0x13, 0xffffffff, 8888}, {0x14, 0xffffffff, 8898},
	{0x15, 0xffffffff, 8908}, {0x16, 0xffffffff, 8915}, {0x17, 0xffffffff, 8922}, {0x18, 0xffffffff, 8930},
	{0x19, 0xffffffff, 8939}, {0x1a, 0xffffffff, 8950}, {0x1b, 0xffffffff, 8957}, {0x1c, 0xffffffff, 8963},
	{0x1d, 0xffffffff, 8971}, {0x1e, 0xffffffff, 8978}, {0x1f, 0xffffffff, 8986}, {0x20, 0xffffffff, 8999},
	{0x21, 0xffffffff, 9007}, {0x22, 0xffffffff, 9016}, {0x23, 0xffffffff, 9024}, {0x24, 0xffffffff, 9034},
	{0x25, 0xffffffff, 9048}, {0x26, 0xffffffff, 9056}, {0x27, 0xffffffff, 9063}, {0x28, 0xffffffff, 9070},
	{0x29, 0xffffffff, 9079}, {0x2a, 0xffffffff, 9086}, {0x2b, 0xffffffff, 9097}, {0x2c, 0xffffffff, 9104},
	{0x1, 0xffffffff, 9111}, {0x2, 0xffffffff, 9123}, {0x3, 0xffffffff, 9134}, {0x4, 0xffffffff, 9143},
	{0x5, 0xffffffff, 9152}, {0x6, 0xffffffff, 9167}, {0xa, 0xffffffff, 9177}, {0x0, 0xffffffff, 9189},
	{0x1, 0xffffffff, 9200}, {0x2, 0xffffffff, 9213}, {0x4, 0xffffffff, 9226}, {0x6, 0xffffffff, 9239},
	{0x8, 0xffffffff, 9251}, {0xc, 0xffffffff, 9263}, {0x11, 0xffffffff, 9275}, {0x16, 0xffffffff, 9287},
	{0x1d, 0xffffffff, 9299}, {0x21, 0xffffffff, 9310}, {0x29, 0xffffffff, 9323}, {0x2e, 0xffffffff, 9336},
	{0x2f, 0xffffffff, 9349}, {0x32, 0xffffffff, 9361}, {0x33, 0xffffffff, 9373}, {0x5c, 0xffffffff, 9384},
	{0x5e, 0xffffffff, 9396}, {0x62, 0xffffffff, 9411}, {0x67, 0xffffffff, 9425}, {0x6c, 0xffffffff, 9437},
	{0x84, 0xffffffff, 9450}, {0x88, 0xffffffff, 9463}, {0x89, 0xffffffff, 9479}, {0xff, 0xffffffff, 9492},
	{0x1, 0x1, 9504}, {0x2, 0x2, 9518}, {0x4, 0x4, 9536}, {0x8, 0x8, 9550},
	{0x1, 0x1, 9564}, {0x2, 0x2, 9575}, {0x4, 0x4, 9586}, {0x8, 0x8, 9598},
	{0x10, 0x10, 9608}, {0x20, 0x20, 9618}, {0x40, 0x40, 9630}, {0x80, 0x80, 9642},
	{0x100, 0x100, 9654}, {0x200, 0x200, 9664}, {0x400, 0x400, 9675}, {0x800, 0x800, 9688},
	{0x8000, 0x8000, 9700}, {0x10000, 0x10000, 9717}, {0x1, 0x1, 9735}, {0x2, 0x2, 9763},
	{0x4, 0x4, 9785}, {0x1, 0x1, 9812}, {0x2, 0x2, 9822}, {0x4, 0x4, 9833},
	{0x8, 0x8, 9844}, {0x1, 0x1, 9860}, {0x2, 0x2, 9868}, {0x4, 0x4, 9878},
	{0x8, 0x8, 9886}, {0x1000000, 0x1000000, 9897}, {0x20000000, 0x20000000, 9905}, {0x40000000, 0x40000000, 9917},
	{0x80000000, 0x80000000, 9924}, {0x0, 0xffffffff, 9933}, {0x1, 0xffffffff, 9939}, {0x2, 0xffffffff, 9945},
	{0x3, 0xffffffff, 9952}, {0x1, 0xffffffff, 9960}, {0x2, 0xffffffff, 9967}, {0x3, 0xffffffff, 9974},
	{0x4, 0xffffffff, 9982}, {0x5, 0xffffffff, 9989}, {0x6, 0xffffffff, 9997}, {0x7, 0xffffffff, 10005},
	{0x8, 0xffffffff, 10012}, {0x9, 0xffffffff, 10019}, {0xa, 0xffffffff, 10027}, {0xb, 0xffffffff, 10035},
	{0xc, 0xffffffff, 10043}, {0xd, 0xffffffff, 10051}, {0xe, 0xffffffff, 10059}, {0xf, 0xffffffff, 10067},
	{0x10, 0xffffffff, 10075}, {0x11, 0xffffffff, 10085}, {0x12, 0xffffffff, 10093}, {0x13, 0xffffffff, 10101},
	{0x14, 0xffffffff, 10109}, {0x15, 0xffffffff, 10117}, {0x16, 0xffffffff, 10125}, {0x17, 0xffffffff, 10133},
	{0x18, 0xffffffff, 10140}, {0x19, 0xffffffff, 10148}, {0x1a, 0xffffffff, 10156}, {0x1b, 0xffffffff, 10166},
	{0x1c, 0xffffffff, 10174}, {0x1d, 0xffffffff, 10183}, {0x1e, 0xffffffff, 10189}, {0x1f, 0xffffffff, 10196},
	{0x1, 0x1, 10203}, {0x2, 0x2, 10216}, {0x4, 0x4, 10229}, {0x4000000, 0x4000000, 10240},
	{0x8000000, 0x8000000, 10252}, {0x10000000, 0x10000000, 10263}, {0x40000000, 0x40000000, 10274}, {0x80000000, 0x80000000, 10285},
	{0x0, 0xffffffff, 10298}, {0x1, 0xffffffff, 10316}, {0x2, 0xffffffff, 10332}, {0x3, 0xffffffff, 10348},
	{0x8000, 0xf000, 10366}, {0x2000, 0xf000, 10374}, {0x6000, 0xf000, 10382}, {0x1000, 0xf000, 10390},
	{0xc000, 0xf000, 10398}, {0x800, 0x800, 244}, {0x4000, 0x4000, 278}, {0x80000, 0x80000, 342},
};

/* first row, rows, flags? */
static const struct { rt_u16 first, n, flags; } rt_sys_tables[] = {
	{ 0, 4, 1 }, /* access */
	{ 4, 7, 1 }, /* at */
	{ 11, 1, 1 }, /* at_remove */
	{ 12, 2, 1 }, /* sock */
	{ 14, 20, 1 }, /* open */
	{ 34, 36, 0 }, /* bpf */
	{ 70, 11, 0 }, /* clock */
	{ 81, 1, 1 }, /* timer */
	{ 82, 2, 1 }, /* timerfd */
	{ 84, 24, 1 }, /* clone */
	{ 108, 2, 1 }, /* close_range */
	{ 110, 3, 0 }, /* epoll */
	{ 113, 3, 1 }, /* eventfd */
	{ 116, 6, 0 }, /* fadvise */
	{ 122, 7, 1 }, /* fallocate */
	{ 129, 9, 1 }, /* fanotify_init */
	{ 138, 9, 1 }, /* fanotify_mark */
	{ 147, 18, 1 }, /* fanotify_mask */
	{ 165, 25, 0 }, /* fcntl */
	{ 190, 2, 1 }, /* module */
	{ 192, 4, 1 }, /* flock */
	{ 196, 2, 1 }, /* xattr */
	{ 198, 14, 0 }, /* futex */
	{ 212, 3, 0 }, /* itimer */
	{ 215, 3, 0 }, /* prio */
	{ 218, 2, 1 }, /* getrandom */
	{ 220, 16, 0 }, /* rlimit */
	{ 236, 3, 0 }, /* rusage */
	{ 239, 8, 0 }, /* sol */
	{ 247, 36, 0 }, /* so */
	{ 283, 22, 1 }, /* inotify */
	{ 305, 3, 0 }, /* ioprio */
	{ 308, 8, 0 }, /* kcmp */
	{ 316, 23, 0 }, /* keyctl */
	{ 339, 5, 0 }, /* whence */
	{ 344, 22, 0 }, /* madvise */
	{ 366, 8, 0 }, /* membarrier */
	{ 374, 3, 1 }, /* memfd */
	{ 377, 1, 1 }, /* mlock2 */
	{ 378, 3, 1 }, /* mlockall */
	{ 381, 6, 1 }, /* prot */
	{ 387, 17, 1 }, /* map */
	{ 404, 24, 1 }, /* mount */
	{ 428, 3, 1 }, /* mremap */
	{ 431, 19, 0 }, /* ipc */
	{ 450, 2, 1 }, /* ipcflag */
	{ 452, 4, 1 }, /* msgflag */
	{ 456, 3, 1 }, /* msync */
	{ 459, 4, 1 }, /* perf */
	{ 463, 2, 1 }, /* pkey */
	{ 465, 43, 0 }, /* prctl */
	{ 508, 5, 1 }, /* rwf */
	{ 513, 29, 0 }, /* ptrace */
	{ 542, 13, 0 }, /* reboot */
	{ 555, 18, 1 }, /* msg */
	{ 573, 3, 1 }, /* rename */
	{ 576, 3, 0 }, /* sighow */
	{ 579, 6, 0 }, /* sched */
	{ 585, 3, 0 }, /* seccomp */
	{ 588, 4, 1 }, /* seccomp */
	{ 592, 4, 1 }, /* shmat */
	{ 596, 3, 0 }, /* shutdown */
	{ 599, 45, 0 }, /* af */
	{ 644, 7, 0 }, /* socktype */
	{ 651, 25, 0 }, /* ipproto */
	{ 676, 4, 1 }, /* splice */
	{ 680, 12, 1 }, /* statx */
	{ 692, 2, 1 }, /* swap */
	{ 694, 3, 1 }, /* sync */
	{ 697, 4, 1 }, /* umount */
	{ 701, 8, 1 }, /* wait */
	{ 709, 4, 0 }, /* waitid */
	{ 713, 31, 0 }, /* signal */
	{ 744, 8, 1 }, /* sigaction */
	{ 752, 4, 0 }, /* ioclass */
	{ 756, 5, 1 }, /* filetype */
	{ 761, 3, 1 }, /* fdflags */
};

#define RT_SYS_TABLE_signal 72
#define RT_SYS_TABLE_sigaction 73
#define RT_SYS_TABLE_af 62
#define RT_SYS_TABLE_ioclass 74
#define RT_SYS_TABLE_filetype 75
#define RT_SYS_TABLE_open 4
#define RT_SYS_TABLE_sock 3
#define RT_SYS_TABLE_ipproto 64

/* by number of the call: what argstr shows; kind, argument, second one, table */
static const rt_u32 rt_sys_calls[470][6] = {
	[0] = { 0x1, 0x104, 0x203 }, /* read */
	[1] = { 0x1, 0x2108, 0x203 }, /* write */
	[2] = { 0x7, 0x40109, 0x121c }, /* open */
	[3] = { 0x1 }, /* close */
	[4] = { 0x7, 0x104 }, /* newstat */
	[5] = { 0x1, 0x104 }, /* newfstat */
	[6] = { 0x7, 0x104 }, /* newlstat */
	[7] = { 0x4, 0x103, 0x201 }, /* poll */
	[8] = { 0x1, 0x102, 0x22020a }, /* lseek */
	[9] = { 0x4, 0x103, 0x280209, 0x290309, 0x401, 0x502 }, /* mmap */
	[10] = { 0x4, 0x103, 0x280209 }, /* mprotect */
	[11] = { 0x4, 0x103 }, /* munmap */
	[12] = { 0x4 }, /* brk */
	[13] = { 0xc, 0x117, 0x204, 0x301 }, /* rt_sigaction */
	[14] = { 0x38000a, 0x118, 0x204, 0x301 }, /* rt_sigprocmask */
	[16] = { 0x1, 0x101, 0x204 }, /* ioctl */
	[17] = { 0x1, 0x104, 0x203, 0x302 }, /* pread64 */
	[18] = { 0x1, 0x2108, 0x203, 0x302 }, /* pwrite64 */
	[19] = { 0x1, 0x104, 0x201 }, /* readv */
	[20] = { 0x1, 0x104, 0x201 }, /* writev */
	[21] = { 0x7, 0x109 }, /* access */
	[22] = { 0x1f }, /* pipe */
	[23] = { 0x1, 0x104, 0x204, 0x304, 0x40f }, /* select */
	[25] = { 0x4, 0x102, 0x202, 0x2b0309, 0x404 }, /* mremap */
	[26] = { 0x4, 0x103, 0x2f0209 }, /* msync */
	[27] = { 0x4, 0x103, 0x204 }, /* mincore */
	[28] = { 0x4, 0x103, 0x23020a }, /* madvise */
	[29] = { 0x20, 0x103, 0x2d0209 }, /* shmget */
	[30] = { 0x1, 0x104, 0x3c0209 }, /* shmat */
	[31] = { 0x1, 0x2c010a, 0x204 }, /* shmctl */
	[32] = { 0x1 }, /* dup */
	[33] = { 0x1, 0x101 }, /* dup2 */
	[35] = { 0xe, 0x104 }, /* nanosleep */
	[36] = { 0x17000a, 0x104 }, /* getitimer */
	[37] = { 0x1 }, /* alarm */
	[38] = { 0x17000a, 0x113, 0x204 }, /* setitimer */
	[40] = { 0x1, 0x101, 0x204, 0x303 }, /* sendfile64 */
	[41] = { 0x3e000a, 0x3f0126, 0x40020a }, /* socket */
	[42] = { 0x1, 0x210d, 0x203 }, /* connect */
	[43] = { 0x1, 0x104, 0x204, 0x32a }, /* accept */
	[44] = { 0x1, 0x2108, 0x203, 0x360309, 0x540d, 0x503 }, /* sendto */
	[45] = { 0x1, 0x104, 0x203, 0x360309, 0x404, 0x504 }, /* recvfrom */
	[46] = { 0x1, 0x104, 0x360209 }, /* sendmsg */
	[47] = { 0x1, 0x104, 0x360209 }, /* recvmsg */
	[48] = { 0x1, 0x3d010a }, /* shutdown */
	[49] = { 0x1, 0x210d, 0x201 }, /* bind */
	[50] = { 0x1, 0x101 }, /* listen */
	[51] = { 0x1, 0x104, 0x204 }, /* getsockname */
	[52] = { 0x1, 0x104, 0x204 }, /* getpeername */
	[53] = { 0x3e000a, 0x3f0126, 0x40020a, 0x304 }, /* socketpair */
	[54] = { 0x1, 0x1c010a, 0x1d020a, 0x304, 0x401 }, /* setsockopt */
	[55] = { 0x1, 0x1c010a, 0x1d020a, 0x304, 0x404 }, /* getsockopt */
	[56] = { 0x9001e, 0x104, 0x204, 0x304 }, /* clone */
	[59] = { 0x7, 0x115, 0x216 }, /* execve */
	[60] = { 0x1 }, /* exit */
	[61] = { 0x1, 0x104, 0x460209, 0x304 }, /* wait4 */
	[62] = { 0x1, 0x10c }, /* kill */
	[63] = { 0x4 }, /* newuname */
	[64] = { 0x20, 0x101, 0x2d0209 }, /* semget */
	[65] = { 0x1, 0x104, 0x203 }, /* semop */
	[66] = { 0x1, 0x101, 0x2c020a, 0x304 }, /* semctl */
	[67] = { 0x4 }, /* shmdt */
	[68] = { 0x20, 0x2d0109 }, /* msgget */
	[69] = { 0x1, 0x104, 0x203, 0x2e0309 }, /* msgsnd */
	[70] = { 0x1, 0x104, 0x203, 0x302, 0x2e0409 }, /* msgrcv */
	[71] = { 0x1, 0x2c010a, 0x204 }, /* msgctl */
	[72] = { 0x1, 0x12010a, 0x204 }, /* fcntl */
	[73] = { 0x1, 0x140109 }, /* flock */
	[74] = { 0x1 }, /* fsync */
	[75] = { 0x1 }, /* fdatasync */
	[76] = { 0x7, 0x102 }, /* truncate */
	[77] = { 0x1, 0x102 }, /* ftruncate */
	[78] = { 0x1, 0x104, 0x201 }, /* getdents */
	[79] = { 0x4, 0x101 }, /* getcwd */
	[80] = { 0x7 }, /* chdir */
	[81] = { 0x1 }, /* fchdir */
	[82] = { 0x7, 0x107 }, /* rename */
	[83] = { 0x7, 0x106 }, /* mkdir */
	[84] = { 0x7 }, /* rmdir */
	[85] = { 0x7, 0x106 }, /* creat */
	[86] = { 0x7, 0x107 }, /* link */
	[87] = { 0x7 }, /* unlink */
	[88] = { 0x7, 0x107 }, /* symlink */
	[89] = { 0x7, 0x104, 0x201 }, /* readlink */
	[90] = { 0x7, 0x106 }, /* chmod */
	[91] = { 0x1, 0x106 }, /* fchmod */
	[92] = { 0x7, 0x101, 0x201 }, /* chown */
	[93] = { 0x1, 0x101, 0x201 }, /* fchown */
	[94] = { 0x7, 0x101, 0x201 }, /* lchown */
	[95] = { 0x6 }, /* umask */
	[96] = { 0x4, 0x104 }, /* gettimeofday */
	[97] = { 0x1a000a, 0x104 }, /* getrlimit */
	[98] = { 0x1b000a, 0x104 }, /* getrusage */
	[99] = { 0x4 }, /* sysinfo */
	[100] = { 0x4 }, /* times */
	[101] = { 0x34000a, 0x101, 0x204, 0x304 }, /* ptrace */
	[103] = { 0x1, 0x104, 0x201 }, /* syslog */
	[105] = { 0x1 }, /* setuid */
	[106] = { 0x1 }, /* setgid */
	[109] = { 0x1, 0x101 }, /* setpgid */
	[113] = { 0x1, 0x101 }, /* setreuid */
	[114] = { 0x1, 0x101 }, /* setregid */
	[115] = { 0x1, 0x104 }, /* getgroups */
	[116] = { 0x1, 0x104 }, /* setgroups */
	[117] = { 0x1, 0x101, 0x201 }, /* setresuid */
	[118] = { 0x4, 0x104, 0x204 }, /* getresuid */
	[119] = { 0x1, 0x101, 0x201 }, /* setresgid */
	[120] = { 0x4, 0x104, 0x204 }, /* getresgid */
	[121] = { 0x1 }, /* getpgid */
	[122] = { 0x1 }, /* setfsuid */
	[123] = { 0x1 }, /* setfsgid */
	[124] = { 0x1 }, /* getsid */
	[125] = { 0x4, 0x104 }, /* capget */
	[126] = { 0x4, 0x104 }, /* capset */
	[127] = { 0x4, 0x103 }, /* rt_sigpending */
	[128] = { 0x18, 0x119, 0x20e, 0x301 }, /* rt_sigtimedwait */
	[129] = { 0x1, 0x10c, 0x219 }, /* rt_sigqueueinfo */
	[130] = { 0x18, 0x103 }, /* rt_sigsuspend */
	[131] = { 0x22, 0x104 }, /* sigaltstack */
	[132] = { 0x7, 0x123 }, /* utime */
	[133] = { 0x7, 0x11b, 0x203 }, /* mknod */
	[135] = { 0x5 }, /* personality */
	[136] = { 0x3, 0x104 }, /* ustat */
	[137] = { 0x7, 0x104 }, /* statfs */
	[138] = { 0x1, 0x104 }, /* fstatfs */
	[139] = { 0x1, 0x105, 0x205 }, /* sysfs */
	[140] = { 0x18000a, 0x101 }, /* getpriority */
	[141] = { 0x18000a, 0x101, 0x201 }, /* setpriority */
	[142] = { 0x1, 0x104 }, /* sched_setparam */
	[143] = { 0x1, 0x104 }, /* sched_getparam */
	[144] = { 0x1, 0x39010a, 0x204 }, /* sched_setscheduler */
	[145] = { 0x1 }, /* sched_getscheduler */
	[146] = { 0x39000a }, /* sched_get_priority_max */
	[147] = { 0x39000a }, /* sched_get_priority_min */
	[148] = { 0x1, 0x104 }, /* sched_rr_get_interval */
	[149] = { 0x4, 0x103 }, /* mlock */
	[150] = { 0x4, 0x102 }, /* munlock */
	[151] = { 0x270009 }, /* mlockall */
	[154] = { 0x1, 0x104, 0x203 }, /* modify_ldt */
	[155] = { 0x7, 0x107 }, /* pivot_root */
	[157] = { 0x32000a, 0x105, 0x205, 0x305, 0x405 }, /* prctl */
	[158] = { 0x5, 0x104 }, /* arch_prctl */
	[159] = { 0x29 }, /* adjtimex */
	[160] = { 0x1a000a, 0x114 }, /* setrlimit */
	[161] = { 0x7 }, /* chroot */
	[163] = { 0x7 }, /* acct */
	[164] = { 0xf, 0x104 }, /* settimeofday */
	[165] = { 0x7, 0x107, 0x207, 0x2a0309, 0x407 }, /* mount */
	[166] = { 0x7, 0x450109 }, /* umount */
	[167] = { 0x7, 0x430109 }, /* swapon */
	[168] = { 0x7 }, /* swapoff */
	[169] = { 0x35000a, 0x35010a, 0x35020a, 0x304 }, /* reboot */
	[170] = { 0x7, 0x101 }, /* sethostname */
	[171] = { 0x7, 0x101 }, /* setdomainname */
	[172] = { 0x1 }, /* iopl */
	[173] = { 0x3, 0x103, 0x201 }, /* ioperm */
	[175] = { 0x4, 0x103, 0x207 }, /* init_module */
	[176] = { 0x7, 0x4c0109 }, /* delete_module */
	[179] = { 0x5, 0x107, 0x201, 0x304 }, /* quotactl */
	[187] = { 0x1, 0x102, 0x203 }, /* readahead */
	[188] = { 0x7, 0x107, 0x3208, 0x303, 0x150409 }, /* setxattr */
	[189] = { 0x7, 0x107, 0x3208, 0x303, 0x150409 }, /* lsetxattr */
	[190] = { 0x1, 0x107, 0x3208, 0x303, 0x150409 }, /* fsetxattr */
	[191] = { 0x7, 0x107, 0x204, 0x303 }, /* getxattr */
	[192] = { 0x7, 0x107, 0x204, 0x303 }, /* lgetxattr */
	[193] = { 0x1, 0x107, 0x204, 0x303 }, /* fgetxattr */
	[194] = { 0x7, 0x104, 0x203 }, /* listxattr */
	[195] = { 0x7, 0x104, 0x203 }, /* llistxattr */
	[196] = { 0x1, 0x104, 0x203 }, /* flistxattr */
	[197] = { 0x7, 0x107 }, /* removexattr */
	[198] = { 0x7, 0x107 }, /* lremovexattr */
	[199] = { 0x1, 0x107 }, /* fremovexattr */
	[200] = { 0x1, 0x10c }, /* tkill */
	[201] = { 0x4 }, /* time */
	[202] = { 0x4, 0x16011d }, /* futex */
	[203] = { 0x1, 0x103, 0x204 }, /* sched_setaffinity */
	[204] = { 0x1, 0x103, 0x204 }, /* sched_getaffinity */
	[206] = { 0x3, 0x104 }, /* io_setup */
	[207] = { 0x3 }, /* io_destroy */
	[208] = { 0x3, 0x102, 0x202, 0x304, 0x40e }, /* io_getevents */
	[209] = { 0x3, 0x102, 0x204 }, /* io_submit */
	[210] = { 0x3, 0x104, 0x204 }, /* io_cancel */
	[213] = { 0x1 }, /* epoll_create */
	[216] = { 0x4, 0x103, 0x280209, 0x303, 0x290409 }, /* remap_file_pages */
	[217] = { 0x1, 0x104, 0x201 }, /* getdents64 */
	[218] = { 0x4 }, /* set_tid_address */
	[220] = { 0x1, 0x104, 0x203, 0x30e }, /* semtimedop */
	[221] = { 0x1, 0x102, 0x202, 0xd030a }, /* fadvise64 */
	[222] = { 0x6000a, 0x104, 0x204 }, /* timer_create */
	[223] = { 0x1, 0x101, 0x212, 0x304 }, /* timer_settime */
	[224] = { 0x1, 0x104 }, /* timer_gettime */
	[225] = { 0x1 }, /* timer_getoverrun */
	[226] = { 0x1 }, /* timer_delete */
	[227] = { 0x6000a, 0x10e }, /* clock_settime */
	[228] = { 0x6000a, 0x104 }, /* clock_gettime */
	[229] = { 0x6000a, 0x104 }, /* clock_getres */
	[230] = { 0x6000a, 0x70109, 0x20e, 0x304 }, /* clock_nanosleep */
	[231] = { 0x1 }, /* exit_group */
	[232] = { 0x1, 0x104, 0x201, 0x301 }, /* epoll_wait */
	[233] = { 0x1, 0xb010a, 0x201, 0x304 }, /* epoll_ctl */
	[234] = { 0x1, 0x101, 0x20c }, /* tgkill */
	[235] = { 0x7, 0x111 }, /* utimes */
	[237] = { 0x4, 0x103, 0x201, 0x304, 0x403, 0x505 }, /* mbind */
	[238] = { 0x1, 0x104, 0x203 }, /* set_mempolicy */
	[239] = { 0x4, 0x104, 0x203, 0x304, 0x405 }, /* get_mempolicy */
	[240] = { 0x7, 0x40109, 0x206, 0x304 }, /* mq_open */
	[241] = { 0x7 }, /* mq_unlink */
	[242] = { 0x1, 0x104, 0x203, 0x303, 0x404 }, /* mq_timedsend */
	[243] = { 0x1, 0x104, 0x203, 0x304, 0x404 }, /* mq_timedreceive */
	[244] = { 0x1, 0x104 }, /* mq_notify */
	[245] = { 0x1, 0x104, 0x204 }, /* mq_getsetattr */
	[246] = { 0x4, 0x103, 0x204, 0x305 }, /* kexec_load */
	[247] = { 0x47000a, 0x101, 0x204, 0x460309, 0x404 }, /* waitid */
	[248] = { 0x7, 0x107, 0x3208, 0x303, 0x401 }, /* add_key */
	[249] = { 0x7, 0x107, 0x204, 0x301 }, /* request_key */
	[250] = { 0x21000a, 0x105, 0x205, 0x305, 0x405 }, /* keyctl */
	[251] = { 0x1f000a, 0x101, 0x221 }, /* ioprio_set */
	[252] = { 0x1f000a, 0x101 }, /* ioprio_get */
	[254] = { 0x1, 0x107, 0x1e0209 }, /* inotify_add_watch */
	[255] = { 0x1, 0x101 }, /* inotify_rm_watch */
	[256] = { 0x1, 0x103, 0x204, 0x304 }, /* migrate_pages */
	[257] = { 0xb, 0x107, 0x40209, 0x231c }, /* openat */
	[258] = { 0xb, 0x107, 0x206 }, /* mkdirat */
	[259] = { 0xb, 0x107, 0x21b, 0x303 }, /* mknodat */
	[260] = { 0xb, 0x107, 0x201, 0x301, 0x10409 }, /* fchownat */
	[261] = { 0xb, 0x107, 0x211 }, /* futimesat */
	[262] = { 0xb, 0x107, 0x204, 0x10309 }, /* newfstatat */
	[263] = { 0xb, 0x107, 0x20209 }, /* unlinkat */
	[264] = { 0xb, 0x107, 0x20b, 0x307 }, /* renameat */
	[265] = { 0xb, 0x107, 0x20b, 0x307, 0x10409 }, /* linkat */
	[266] = { 0x7, 0x10b, 0x207 }, /* symlinkat */
	[267] = { 0xb, 0x107, 0x204, 0x301 }, /* readlinkat */
	[268] = { 0xb, 0x107, 0x206 }, /* fchmodat */
	[269] = { 0xb, 0x107, 0x209 }, /* faccessat */
	[270] = { 0x1, 0x104, 0x204, 0x304, 0x40e, 0x504 }, /* pselect6 */
	[271] = { 0x4, 0x103, 0x20e, 0x304, 0x401 }, /* ppoll */
	[272] = { 0x90009 }, /* unshare */
	[273] = { 0x4, 0x103 }, /* set_robust_list */
	[274] = { 0x1, 0x104, 0x204 }, /* get_robust_list */
	[275] = { 0x1, 0x104, 0x201, 0x304, 0x403, 0x410509 }, /* splice */
	[276] = { 0x1, 0x101, 0x203, 0x305 }, /* tee */
	[277] = { 0x1, 0x102, 0x202, 0x440309 }, /* sync_file_range */
	[278] = { 0x1, 0x104, 0x203, 0x410309 }, /* vmsplice */
	[279] = { 0x1, 0x103, 0x204, 0x304, 0x404, 0x505 }, /* move_pages */
	[280] = { 0xb, 0x107, 0x210, 0x10309 }, /* utimensat */
	[281] = { 0x1, 0x104, 0x201, 0x301, 0x404, 0x501 }, /* epoll_pwait */
	[282] = { 0x1, 0x104, 0x201 }, /* signalfd */
	[283] = { 0x6000a, 0x4c0109 }, /* timerfd_create */
	[284] = { 0x3 }, /* eventfd */
	[285] = { 0x1, 0xe0109, 0x205, 0x303 }, /* fallocate */
	[286] = { 0x1, 0x80109, 0x212, 0x304 }, /* timerfd_settime */
	[287] = { 0x1, 0x104 }, /* timerfd_gettime */
	[288] = { 0x1, 0x104, 0x204, 0x30309 }, /* accept4 */
	[289] = { 0x1, 0x104, 0x201, 0x4c0309 }, /* signalfd4 */
	[290] = { 0x3, 0xc0109 }, /* eventfd2 */
	[291] = { 0x4c0009 }, /* epoll_create1 */
	[292] = { 0x1, 0x101, 0x4c0209 }, /* dup3 */
	[293] = { 0x1f, 0x4c0109 }, /* pipe2 */
	[294] = { 0x4c0009 }, /* inotify_init1 */
	[295] = { 0x1, 0x104, 0x201, 0x305 }, /* preadv */
	[296] = { 0x1, 0x104, 0x201, 0x305 }, /* pwritev */
	[297] = { 0x1, 0x101, 0x20c, 0x319 }, /* rt_tgsigqueueinfo */
	[298] = { 0x4, 0x101, 0x201, 0x301, 0x300409 }, /* perf_event_open */
	[299] = { 0x1, 0x104, 0x203, 0x360309, 0x40e }, /* recvmmsg */
	[300] = { 0xf0009, 0x40109 }, /* fanotify_init */
	[301] = { 0x1, 0x100109, 0x110209, 0x30b, 0x407 }, /* fanotify_mark */
	[302] = { 0x1, 0x1a010a, 0x214, 0x304 }, /* prlimit64 */
	[303] = { 0xb, 0x107, 0x204, 0x304, 0x10409 }, /* name_to_handle_at */
	[304] = { 0xb, 0x104, 0x40209 }, /* open_by_handle_at */
	[305] = { 0x6000a, 0x129 }, /* clock_adjtime */
	[306] = { 0x1 }, /* syncfs */
	[307] = { 0x1, 0x104, 0x201, 0x360309 }, /* sendmmsg */
	[308] = { 0x1, 0x90109 }, /* setns */
	[309] = { 0x4, 0x104, 0x204 }, /* getcpu */
	[310] = { 0x1, 0x104, 0x203, 0x304, 0x403, 0x503 }, /* process_vm_readv */
	[311] = { 0x1, 0x104, 0x203, 0x304, 0x403, 0x503 }, /* process_vm_writev */
	[312] = { 0x1, 0x101, 0x20020a, 0x303, 0x403 }, /* kcmp */
	[313] = { 0x1, 0x107, 0x130209 }, /* finit_module */
	[314] = { 0x1, 0x11a, 0x203 }, /* sched_setattr */
	[315] = { 0x1, 0x104, 0x203, 0x303 }, /* sched_getattr */
	[316] = { 0xb, 0x107, 0x20b, 0x307, 0x370409 }, /* renameat2 */
	[317] = { 0x3a000a, 0x3b0109, 0x204 }, /* seccomp */
	[318] = { 0x2b, 0x103, 0x190209 }, /* getrandom */
	[319] = { 0x7, 0x250109 }, /* memfd_create */
	[321] = { 0x5000a, 0x104, 0x203 }, /* bpf */
	[322] = { 0xb, 0x107, 0x215, 0x316, 0x10409 }, /* execveat */
	[323] = { 0x4c0009 }, /* userfaultfd */
	[324] = { 0x24000a, 0x101 }, /* membarrier */
	[325] = { 0x4, 0x103, 0x260209 }, /* mlock2 */
	[326] = { 0x1, 0x104, 0x201, 0x304, 0x403, 0x505 }, /* copy_file_range */
	[327] = { 0x1, 0x104, 0x201, 0x305, 0x330509 }, /* preadv2 */
	[328] = { 0x1, 0x104, 0x201, 0x305, 0x330509 }, /* pwritev2 */
	[329] = { 0x4, 0x103, 0x280209, 0x301 }, /* pkey_mprotect */
	[330] = { 0x3, 0x310109 }, /* pkey_alloc */
	[331] = { 0x1 }, /* pkey_free */
	[332] = { 0xb, 0x107, 0x10209, 0x420309, 0x404 }, /* statx */
	[333] = { 0x3, 0x102, 0x202, 0x304, 0x40e, 0x504 }, /* io_pgetevents */
	[334] = { 0x4, 0x103, 0x205, 0x305 }, /* rseq */
	[424] = { 0x1, 0x10c, 0x204, 0x305 }, /* pidfd_send_signal */
	[425] = { 0x3, 0x104 }, /* io_uring_setup */
	[426] = { 0x3, 0x103, 0x203, 0x305, 0x404, 0x503 }, /* io_uring_enter */
	[427] = { 0x3, 0x103, 0x204, 0x303 }, /* io_uring_register */
	[428] = { 0xb, 0x107, 0x205 }, /* open_tree */
	[429] = { 0xb, 0x107, 0x20b, 0x307, 0x405 }, /* move_mount */
	[430] = { 0x7, 0x105 }, /* fsopen */
	[431] = { 0x1, 0x101, 0x207, 0x304, 0x401 }, /* fsconfig */
	[432] = { 0x1, 0x105, 0x205 }, /* fsmount */
	[433] = { 0xb, 0x107, 0x205 }, /* fspick */
	[434] = { 0x1, 0x4c0109 }, /* pidfd_open */
	[435] = { 0x4, 0x103 }, /* clone3 */
	[436] = { 0x1, 0x101, 0xa0209 }, /* close_range */
	[437] = { 0xb, 0x107, 0x227, 0x303 }, /* openat2 */
	[438] = { 0x1, 0x101, 0x205 }, /* pidfd_getfd */
	[439] = { 0xb, 0x107, 0x209, 0x10309 }, /* faccessat2 */
	[440] = { 0x1, 0x104, 0x203, 0x23030a, 0x405 }, /* process_madvise */
	[441] = { 0x1, 0x104, 0x201, 0x30e, 0x404, 0x501 }, /* epoll_pwait2 */
	[442] = { 0xb, 0x107, 0x10209, 0x304, 0x403 }, /* mount_setattr */
	[443] = { 0x1, 0x105, 0x201, 0x304 }, /* quotactl_fd */
	[444] = { 0x4, 0x103, 0x205 }, /* landlock_create_ruleset */
	[445] = { 0x1, 0x101, 0x204, 0x305 }, /* landlock_add_rule */
	[446] = { 0x1, 0x105 }, /* landlock_restrict_self */
	[447] = { 0x4c0009 }, /* memfd_secret */
	[448] = { 0x1, 0x105 }, /* process_mrelease */
	[449] = { 0x4, 0x103, 0x205, 0x30e, 0x6040a }, /* futex_waitv */
	[450] = { 0x4, 0x103, 0x203, 0x305 }, /* set_mempolicy_home_node */
	[451] = { 0x1, 0x104, 0x204, 0x305 }, /* cachestat */
	[452] = { 0xb, 0x107, 0x206, 0x10309 }, /* fchmodat2 */
	[453] = { 0x4, 0x103, 0x205 }, /* map_shadow_stack */
	[454] = { 0x4, 0x105, 0x201, 0x305 }, /* futex_wake */
	[455] = { 0x4, 0x103, 0x205, 0x305, 0x40e, 0x6050a }, /* futex_wait */
	[456] = { 0x4, 0x105, 0x201, 0x301 }, /* futex_requeue */
	[462] = { 0x4, 0x103, 0x205 }, /* mseal */
};
