/*
 * consts.c - names that C's headers define by the preprocessor, for @const("NAME") and embedded C
 *
 * The kernel's type data knows enumerators only, and is asked first. Here are those of its interface to programs;
 * what is defined in its own headers is in consts.def, and the numbers of its system calls in lib/.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <linux/futex.h>
#include <linux/if_ether.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <string.h>
#include "lang/stap/consts.h"

enum { DEEPEST = 64 };

#define ROW(name) { #name, (int64_t)(name) }

static const struct { const char *name; int64_t value; } rows[] = {
	/* <errno.h> */
	ROW(EPERM), ROW(ENOENT), ROW(ESRCH), ROW(EINTR), ROW(EIO), ROW(ENXIO), ROW(E2BIG),
	ROW(ENOEXEC), ROW(EBADF), ROW(ECHILD), ROW(EAGAIN), ROW(ENOMEM), ROW(EACCES), ROW(EFAULT),
	ROW(ENOTBLK), ROW(EBUSY), ROW(EEXIST), ROW(EXDEV), ROW(ENODEV), ROW(ENOTDIR), ROW(EISDIR),
	ROW(EINVAL), ROW(ENFILE), ROW(EMFILE), ROW(ENOTTY), ROW(ETXTBSY), ROW(EFBIG), ROW(ENOSPC),
	ROW(ESPIPE), ROW(EROFS), ROW(EMLINK), ROW(EPIPE), ROW(EDOM), ROW(ERANGE), ROW(EDEADLK),
	ROW(ENAMETOOLONG), ROW(ENOLCK), ROW(ENOSYS), ROW(ENOTEMPTY), ROW(ELOOP), ROW(EWOULDBLOCK),
	ROW(ENODATA), ROW(ETIME), ROW(EPROTO), ROW(EOVERFLOW), ROW(ENOTSOCK), ROW(EMSGSIZE),
	ROW(EPROTOTYPE), ROW(ENOPROTOOPT), ROW(EOPNOTSUPP), ROW(EAFNOSUPPORT), ROW(EADDRINUSE),
	ROW(EADDRNOTAVAIL), ROW(ENETDOWN), ROW(ENETUNREACH), ROW(ECONNABORTED), ROW(ECONNRESET),
	ROW(ENOBUFS), ROW(EISCONN), ROW(ENOTCONN), ROW(ETIMEDOUT), ROW(ECONNREFUSED),
	ROW(EHOSTUNREACH), ROW(EALREADY), ROW(EINPROGRESS), ROW(ESTALE), ROW(EDQUOT), ROW(ECANCELED),
	/* <fcntl.h> */
	ROW(O_RDONLY), ROW(O_WRONLY), ROW(O_RDWR), ROW(O_ACCMODE), ROW(O_CREAT), ROW(O_EXCL),
	ROW(O_NOCTTY), ROW(O_TRUNC), ROW(O_APPEND), ROW(O_NONBLOCK), ROW(O_SYNC), ROW(O_DSYNC),
	ROW(O_DIRECT), ROW(O_LARGEFILE), ROW(O_DIRECTORY), ROW(O_NOFOLLOW), ROW(O_NOATIME),
	ROW(O_CLOEXEC), ROW(O_PATH), ROW(O_TMPFILE), ROW(F_DUPFD), ROW(F_GETFD), ROW(F_SETFD),
	ROW(F_GETFL), ROW(F_SETFL), ROW(F_GETLK), ROW(F_SETLK), ROW(F_SETLKW), ROW(F_RDLCK),
	ROW(F_WRLCK), ROW(F_UNLCK), ROW(FD_CLOEXEC), ROW(AT_FDCWD), ROW(AT_SYMLINK_NOFOLLOW),
	ROW(AT_REMOVEDIR), ROW(AT_EMPTY_PATH),
	/* <limits.h> */
	ROW(PATH_MAX), ROW(NAME_MAX), ROW(INT_MAX), ROW(INT_MIN), ROW(LONG_MAX), ROW(LONG_MIN),
	ROW(UINT_MAX), ROW(CHAR_BIT), ROW(SHRT_MAX), ROW(SHRT_MIN), ROW(USHRT_MAX), ROW(LLONG_MAX), ROW(LLONG_MIN),
	ROW(ULONG_MAX), ROW(ULLONG_MAX), ROW(SIZE_MAX),
	/* <linux/capability.h> */
	ROW(CAP_CHOWN), ROW(CAP_DAC_OVERRIDE), ROW(CAP_DAC_READ_SEARCH), ROW(CAP_FOWNER), ROW(CAP_FSETID), ROW(CAP_KILL),
	ROW(CAP_SETGID), ROW(CAP_SETUID), ROW(CAP_SETPCAP), ROW(CAP_LINUX_IMMUTABLE), ROW(CAP_NET_BIND_SERVICE),
	ROW(CAP_NET_BROADCAST), ROW(CAP_NET_ADMIN), ROW(CAP_NET_RAW), ROW(CAP_IPC_LOCK), ROW(CAP_IPC_OWNER),
	ROW(CAP_SYS_MODULE), ROW(CAP_SYS_RAWIO), ROW(CAP_SYS_CHROOT), ROW(CAP_SYS_PTRACE), ROW(CAP_SYS_PACCT),
	ROW(CAP_SYS_ADMIN), ROW(CAP_SYS_BOOT), ROW(CAP_SYS_NICE), ROW(CAP_SYS_RESOURCE), ROW(CAP_SYS_TIME),
	ROW(CAP_SYS_TTY_CONFIG), ROW(CAP_MKNOD), ROW(CAP_LEASE), ROW(CAP_AUDIT_WRITE), ROW(CAP_AUDIT_CONTROL),
	ROW(CAP_SETFCAP), ROW(CAP_MAC_OVERRIDE), ROW(CAP_MAC_ADMIN), ROW(CAP_SYSLOG), ROW(CAP_WAKE_ALARM),
	/* <linux/futex.h> */
	ROW(FUTEX_WAIT), ROW(FUTEX_WAKE), ROW(FUTEX_FD), ROW(FUTEX_REQUEUE), ROW(FUTEX_CMP_REQUEUE), ROW(FUTEX_WAKE_OP),
	ROW(FUTEX_LOCK_PI), ROW(FUTEX_UNLOCK_PI), ROW(FUTEX_TRYLOCK_PI), ROW(FUTEX_WAIT_BITSET), ROW(FUTEX_WAKE_BITSET),
	ROW(FUTEX_WAIT_REQUEUE_PI), ROW(FUTEX_CMP_REQUEUE_PI), ROW(FUTEX_PRIVATE_FLAG), ROW(FUTEX_CLOCK_REALTIME),
	ROW(FUTEX_CMD_MASK),
	/* <linux/if_ether.h> */
	ROW(ETH_ALEN), ROW(ETH_HLEN), ROW(ETH_ZLEN), ROW(ETH_DATA_LEN), ROW(ETH_FRAME_LEN), ROW(ETH_P_IP), ROW(ETH_P_IPV6),
	ROW(ETH_P_ARP), ROW(ETH_P_RARP), ROW(ETH_P_8021Q), ROW(ETH_P_8021AD), ROW(ETH_P_ALL), ROW(ETH_P_PAE), ROW(ETH_P_LOOP),
	/* <net/if.h> */
	ROW(IFNAMSIZ), ROW(IFF_UP), ROW(IFF_BROADCAST), ROW(IFF_LOOPBACK), ROW(IFF_POINTOPOINT), ROW(IFF_RUNNING),
	ROW(IFF_NOARP), ROW(IFF_PROMISC), ROW(IFF_ALLMULTI), ROW(IFF_MULTICAST),
	/* <netinet/in.h> */
	ROW(IPPROTO_IP), ROW(IPPROTO_ICMP), ROW(IPPROTO_TCP), ROW(IPPROTO_UDP), ROW(IPPROTO_IPV6),
	/* <poll.h> */
	ROW(POLLIN), ROW(POLLOUT), ROW(POLLERR), ROW(POLLHUP), ROW(POLLNVAL), ROW(POLLPRI),
	/* <sched.h> */
	ROW(CLONE_VM), ROW(CLONE_FS), ROW(CLONE_FILES), ROW(CLONE_SIGHAND), ROW(CLONE_PTRACE),
	ROW(CLONE_VFORK), ROW(CLONE_PARENT), ROW(CLONE_THREAD), ROW(CLONE_NEWNS), ROW(CLONE_SETTLS),
	ROW(CLONE_NEWPID), ROW(CLONE_NEWNET), ROW(CLONE_NEWUSER), ROW(CLONE_NEWUTS),
	ROW(CLONE_NEWIPC), ROW(SCHED_OTHER), ROW(SCHED_FIFO), ROW(SCHED_RR), ROW(SCHED_BATCH),
	ROW(SCHED_IDLE),
	/* <signal.h> */
	ROW(SIGHUP), ROW(SIGINT), ROW(SIGQUIT), ROW(SIGILL), ROW(SIGTRAP), ROW(SIGABRT), ROW(SIGBUS),
	ROW(SIGFPE), ROW(SIGKILL), ROW(SIGUSR1), ROW(SIGSEGV), ROW(SIGUSR2), ROW(SIGPIPE),
	ROW(SIGALRM), ROW(SIGTERM), ROW(SIGCHLD), ROW(SIGCONT), ROW(SIGSTOP), ROW(SIGTSTP),
	ROW(SIGTTIN), ROW(SIGTTOU), ROW(SIGURG), ROW(SIGXCPU), ROW(SIGXFSZ), ROW(SIGVTALRM),
	ROW(SIGPROF), ROW(SIGWINCH), ROW(SIGIO), ROW(SIGPWR), ROW(SIGSYS), ROW(SIG_BLOCK),
	ROW(SIG_UNBLOCK), ROW(SIG_SETMASK), { "SIG_DFL", 0 }, { "SIG_IGN", 1 }, ROW(SA_RESTART), ROW(SA_SIGINFO),
	/* <sys/epoll.h> */
	ROW(EPOLL_CTL_ADD), ROW(EPOLL_CTL_DEL), ROW(EPOLL_CTL_MOD),
	/* <sys/ipc.h> */
	ROW(IPC_CREAT), ROW(IPC_EXCL), ROW(IPC_NOWAIT), ROW(IPC_RMID), ROW(IPC_SET), ROW(IPC_STAT), ROW(IPC_PRIVATE),
	/* <sys/mman.h> */
	ROW(PROT_NONE), ROW(PROT_READ), ROW(PROT_WRITE), ROW(PROT_EXEC), ROW(MAP_SHARED),
	ROW(MAP_PRIVATE), ROW(MAP_FIXED), ROW(MAP_ANONYMOUS), ROW(MAP_LOCKED), ROW(MAP_POPULATE),
	ROW(MAP_STACK), ROW(MAP_HUGETLB), ROW(MADV_DONTNEED), ROW(MADV_WILLNEED), ROW(MADV_FREE),
	ROW(MREMAP_MAYMOVE),
	/* <sys/mount.h> */
	ROW(MS_RDONLY), ROW(MS_NOSUID), ROW(MS_NODEV), ROW(MS_NOEXEC), ROW(MS_SYNCHRONOUS), ROW(MS_REMOUNT), ROW(MS_MANDLOCK),
	ROW(MS_DIRSYNC), ROW(MS_NOATIME), ROW(MS_NODIRATIME), ROW(MS_BIND), ROW(MS_MOVE), ROW(MS_REC), ROW(MS_SILENT),
	ROW(MS_UNBINDABLE), ROW(MS_PRIVATE), ROW(MS_SLAVE), ROW(MS_SHARED), ROW(MS_RELATIME), ROW(MS_STRICTATIME),
	ROW(MNT_FORCE), ROW(MNT_DETACH), ROW(MNT_EXPIRE),
	/* <sys/ptrace.h> */
	ROW(PTRACE_TRACEME), ROW(PTRACE_PEEKTEXT), ROW(PTRACE_PEEKDATA), ROW(PTRACE_POKETEXT), ROW(PTRACE_POKEDATA),
	ROW(PTRACE_CONT), ROW(PTRACE_KILL), ROW(PTRACE_SINGLESTEP), ROW(PTRACE_ATTACH), ROW(PTRACE_DETACH),
	ROW(PTRACE_SYSCALL), ROW(PTRACE_SEIZE), ROW(PTRACE_INTERRUPT),
	/* <sys/resource.h> */
	ROW(RLIMIT_CPU), ROW(RLIMIT_FSIZE), ROW(RLIMIT_DATA), ROW(RLIMIT_STACK), ROW(RLIMIT_CORE), ROW(RLIMIT_RSS),
	ROW(RLIMIT_NPROC), ROW(RLIMIT_NOFILE), ROW(RLIMIT_MEMLOCK), ROW(RLIMIT_AS), ROW(RLIMIT_LOCKS),
	ROW(RLIMIT_SIGPENDING), ROW(RLIMIT_MSGQUEUE), ROW(RLIMIT_NICE), ROW(RLIMIT_RTPRIO), ROW(RLIMIT_RTTIME),
	ROW(RLIM_INFINITY), ROW(PRIO_PROCESS), ROW(PRIO_PGRP), ROW(PRIO_USER),
	/* <sys/socket.h> */
	ROW(AF_UNSPEC), ROW(AF_UNIX), ROW(AF_LOCAL), ROW(AF_INET), ROW(AF_INET6), ROW(AF_NETLINK),
	ROW(AF_PACKET), ROW(AF_VSOCK), ROW(PF_UNIX), ROW(PF_INET), ROW(PF_INET6), ROW(SOCK_STREAM),
	ROW(SOCK_DGRAM), ROW(SOCK_RAW), ROW(SOCK_SEQPACKET), ROW(SOCK_NONBLOCK), ROW(SOCK_CLOEXEC),
	ROW(SOL_SOCKET), ROW(SO_REUSEADDR), ROW(SO_KEEPALIVE), ROW(MSG_PEEK), ROW(MSG_DONTWAIT),
	ROW(MSG_OOB), ROW(MSG_NOSIGNAL), ROW(MSG_WAITALL), ROW(SHUT_RD), ROW(SHUT_WR),
	ROW(SHUT_RDWR),
	/* <sys/stat.h> */
	ROW(S_IFMT), ROW(S_IFREG), ROW(S_IFDIR), ROW(S_IFLNK), ROW(S_IFCHR), ROW(S_IFBLK),
	ROW(S_IFIFO), ROW(S_IFSOCK), ROW(S_ISUID), ROW(S_ISGID), ROW(S_ISVTX), ROW(S_IRUSR),
	ROW(S_IWUSR), ROW(S_IXUSR), ROW(S_IRWXU), ROW(S_IRWXG), ROW(S_IRWXO),
	/* <sys/wait.h> */
	ROW(WNOHANG), ROW(WUNTRACED), ROW(WCONTINUED), ROW(WEXITED),
	/* <time.h> */
	ROW(CLOCK_REALTIME), ROW(CLOCK_MONOTONIC), ROW(CLOCK_BOOTTIME),
	ROW(CLOCK_PROCESS_CPUTIME_ID), ROW(CLOCK_THREAD_CPUTIME_ID),
	/* <unistd.h> */
	ROW(SEEK_SET), ROW(SEEK_CUR), ROW(SEEK_END), ROW(R_OK), ROW(W_OK), ROW(X_OK), ROW(F_OK),
	ROW(STDIN_FILENO), ROW(STDOUT_FILENO), ROW(STDERR_FILENO),
	/* the kernel's own */
#define CONST(name, value) { #name, (int64_t)(value) },
#include "lang/stap/consts.def"
#define SYSCALL(n, name, kernel) { "__NR_" name, n },
#include "lib/syscall_x86_64.def"
};

/* what each machine and each kernel has its own of; 0: that is not known */
static int64_t page_size(void)
{
	return sysconf(_SC_PAGESIZE);
}

static int64_t page_mask(void)
{
	return -page_size();
}

static int64_t page_shift(void)
{
	return __builtin_ctzl((unsigned long)page_size());
}

static int64_t most_cpus(void)
{
	FILE *f = fopen("/sys/devices/system/cpu/kernel_max", "re");
	char line[32] = "";

	if (!f)
		return 0;
	bool read = fgets(line, sizeof(line), f);

	fclose(f);
	return read ? strtoll(line, NULL, 10) + 1 : 0;
}

static bool is_newer(unsigned major, unsigned minor)
{
	struct utsname u;
	unsigned a = 0, b = 0;

	if (uname(&u) || sscanf(u.release, "%u.%u", &a, &b) < 2)
		return true;
	return a > major || (a == major && b > minor);
}

/* a bit of its own, __GFP_ATOMIC, up to 6.2 */
static int64_t atomic_allocation(void)
{
	return is_newer(6, 2) ? 0x820 : 0xa20;
}

/* a flag of a struct socket, up to 6.15; a bit-field of its struct sock then */
static int64_t passes_credentials(void)
{
	return is_newer(6, 15) ? 0 : 3;
}

static int64_t passes_security(void)
{
	return is_newer(6, 15) ? 0 : 4;
}

static const struct { const char *name; int64_t (*find)(void); } found[] = {
	{ "GFP_ATOMIC", atomic_allocation }, { "SOCK_PASSCRED", passes_credentials }, { "SOCK_PASSSEC", passes_security },
	{ "PAGE_SIZE", page_size }, { "PAGE_MASK", page_mask }, { "PAGE_SHIFT", page_shift }, { "NR_CPUS", most_cpus },
};

bool stap_const(const char *name, int64_t *ret)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (!strcmp(rows[i].name, name)) {
			*ret = rows[i].value;
			return true;
		}
	for (size_t i = 0; i < sizeof(found) / sizeof(found[0]); i++)
		if (!strcmp(found[i].name, name)) {
			*ret = found[i].find();
			return *ret != 0;
		}
	return false;
}

/* ---- expressions of constants ---- */
struct reader {
	const char *s;
	name_value_fn *value;
	void *ctx;
	unsigned depth;
	bool bad;
};

static const struct { const char *op; unsigned level; } operators[] = {
	{ "||", 1 }, { "&&", 2 }, { "==", 6 }, { "!=", 6 }, { "<<", 8 }, { ">>", 8 }, { "<=", 7 }, { ">=", 7 }, { "|", 3 },
	{ "^", 4 }, { "&", 5 }, { "<", 7 }, { ">", 7 }, { "+", 9 }, { "-", 9 }, { "*", 10 }, { "/", 10 }, { "%", 10 },
};

static void skip_blanks(struct reader *r)
{
	r->s += strspn(r->s, " \t\n");
}

static int64_t binary(struct reader *r, unsigned least);

static int64_t name_value(struct reader *r)
{
	char name[128];
	size_t n = 0;
	int64_t v = 0;

	while (isalnum((unsigned char)r->s[n]) || r->s[n] == '_')
		n++;
	if (!n || n >= sizeof(name)) {
		r->bad = true;
		return 0;
	}
	memcpy(name, r->s, n);
	name[n] = '\0';
	r->s += n;
	r->bad |= !r->value(r->ctx, name, &v);
	return v;
}

static int64_t operand(struct reader *r)
{
	char *end;
	int64_t v;

	skip_blanks(r);
	if (r->depth++ > DEEPEST)
		r->bad = true;
	if (r->bad)
		return 0;
	switch (*r->s) {
	case '~': r->s++; v = ~operand(r); break;
	case '!': r->s++; v = !operand(r); break;
	case '+': r->s++; v = operand(r); break;
	case '-': r->s++; v = (int64_t)-(uint64_t)operand(r); break;
	case '(':
		r->s++;
		v = binary(r, 1);
		skip_blanks(r);
		r->bad |= *r->s != ')';
		r->s += *r->s == ')';
		break;
	default:
		if (!isdigit((unsigned char)*r->s)) {
			v = name_value(r);
			break;
		}
		v = (int64_t)strtoull(r->s, &end, 0);
		r->s = end + strspn(end, "uUlL");
	}
	r->depth--;
	return v;
}

static int64_t apply(struct reader *r, const char *op, int64_t a, int64_t b)
{
	uint64_t x = (uint64_t)a, y = (uint64_t)b;

	switch (*op) {
	case '|': return op[1] ? a || b : a | b;
	case '&': return op[1] ? a && b : a & b;
	case '^': return a ^ b;
	case '=': return a == b;
	case '!': return a != b;
	case '<': return op[1] == '<' ? (int64_t)(x << (y & 63)) : op[1] ? a <= b : a < b;
	case '>': return op[1] == '>' ? a >> (y & 63) : op[1] ? a >= b : a > b;
	case '+': return (int64_t)(x + y);
	case '-': return (int64_t)(x - y);
	case '*': return (int64_t)(x * y);
	}
	r->bad |= !b;
	if (!b || b == -1)
		return !b || *op == '%' ? 0 : (int64_t)-x;
	return *op == '/' ? a / b : a % b;
}

static int64_t binary(struct reader *r, unsigned least)
{
	int64_t a = operand(r);

	while (!r->bad) {
		size_t i = 0, n = sizeof(operators) / sizeof(operators[0]);

		skip_blanks(r);
		while (i < n && strncmp(operators[i].op, r->s, strlen(operators[i].op)) != 0)
			i++;
		if (i == n || operators[i].level < least)
			break;
		r->s += strlen(operators[i].op);
		a = apply(r, operators[i].op, a, binary(r, operators[i].level + 1));
	}
	return a;
}

bool stap_const_expr(const char *text, name_value_fn *value, void *ctx, int64_t *ret)
{
	struct reader r = { .s = text, .value = value, .ctx = ctx };

	*ret = binary(&r, 1);
	skip_blanks(&r);
	return !r.bad && !*r.s;
}
