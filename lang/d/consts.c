/*
 * consts.c - constants that D's libraries define (reference D, section 3), sorted by name at use
 *
 * errno, signal and open flag values come from this machine's headers, which are the kernel's.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include "lang/d/consts.h"

#define SAME(name) { #name, name }

static const struct { const char *name; int64_t value; } consts[] = {
	{ "NULL", 0 },
	/* fault codes, for ERROR */
	{ "DTRACEFLT_UNKNOWN", 0 }, { "DTRACEFLT_BADADDR", 1 }, { "DTRACEFLT_BADALIGN", 2 },
	{ "DTRACEFLT_ILLOP", 3 }, { "DTRACEFLT_DIVZERO", 4 }, { "DTRACEFLT_NOSCRATCH", 5 },
	{ "DTRACEFLT_KPRIV", 6 }, { "DTRACEFLT_UPRIV", 7 }, { "DTRACEFLT_TUPOFLOW", 8 },
	{ "DTRACEFLT_BADSTACK", 9 }, { "DTRACEFLT_BADSIZE", 10 }, { "DTRACEFLT_BADINDEX", 11 },
	{ "DTRACEFLT_LIBRARY", 11 },
	/* uregs[] of x86-64 */
	{ "R_R15", 0 }, { "R_R14", 1 }, { "R_R13", 2 }, { "R_R12", 3 }, { "R_RBP", 4 }, { "R_RBX", 5 },
	{ "R_R11", 6 }, { "R_R10", 7 }, { "R_R9", 8 }, { "R_R8", 9 }, { "R_RAX", 10 }, { "R_RCX", 11 },
	{ "R_RDX", 12 }, { "R_RSI", 13 }, { "R_RDI", 14 }, { "R_RIP", 16 }, { "R_CS", 17 }, { "R_RFL", 18 },
	{ "R_RSP", 19 }, { "R_SS", 20 }, { "R_DS", 21 }, { "R_ES", 22 }, { "R_FS", 23 }, { "R_GS", 24 },
	{ "R_TRAPNO", 25 }, { "R_PC", 16 }, { "R_SP", 19 }, { "R_FP", 4 }, { "R_PS", 18 },
	/* processes */
	{ "SSLEEP", 1 }, { "SRUN", 2 }, { "SZOMB", 3 }, { "SSTOP", 4 }, { "SIDL", 5 }, { "SONPROC", 6 },
	{ "SWAIT", 7 }, { "PR_MODEL_ILP32", 1 }, { "PR_MODEL_LP64", 2 },
	{ "CLD_EXITED", 1 }, { "CLD_KILLED", 2 }, { "CLD_DUMPED", 3 }, { "CLD_TRAPPED", 4 },
	{ "CLD_STOPPED", 5 }, { "CLD_CONTINUED", 6 },
	/* I/O and locks */
	{ "B_BUSY", 1 }, { "B_DONE", 2 }, { "B_ERROR", 4 }, { "B_PAGEIO", 0x10 }, { "B_PHYS", 0x20 },
	{ "B_READ", 0x40 }, { "B_WRITE", 0x100 }, { "B_ASYNC", 0x400 }, { "RW_WRITER", 0 }, { "RW_READER", 1 },
	SAME(O_ACCMODE), SAME(O_RDONLY), SAME(O_WRONLY), SAME(O_RDWR), SAME(O_CREAT), SAME(O_EXCL), SAME(O_NOCTTY),
	SAME(O_TRUNC), SAME(O_APPEND), SAME(O_NONBLOCK), SAME(O_NDELAY), SAME(O_DSYNC), SAME(O_SYNC), SAME(O_DIRECT),
	SAME(O_DIRECTORY), SAME(O_NOFOLLOW), SAME(O_CLOEXEC), SAME(O_ASYNC),
	/* network */
	SAME(AF_INET), SAME(AF_INET6), { "ARPHRD_ETHER", 1 }, { "ARPHRD_INFINIBAND", 32 }, SAME(IPPROTO_IP),
	SAME(IPPROTO_ICMP), SAME(IPPROTO_TCP), SAME(IPPROTO_UDP), SAME(IPPROTO_IPV6), SAME(IPPROTO_ICMPV6),
	{ "TH_FIN", 1 }, { "TH_SYN", 2 }, { "TH_RST", 4 }, { "TH_PSH", 8 }, { "TH_ACK", 0x10 }, { "TH_URG", 0x20 },
	/* errors */
	SAME(EPERM), SAME(ENOENT), SAME(ESRCH), SAME(EINTR), SAME(EIO), SAME(ENXIO), SAME(E2BIG), SAME(ENOEXEC),
	SAME(EBADF), SAME(ECHILD), SAME(EAGAIN), SAME(EWOULDBLOCK), SAME(ENOMEM), SAME(EACCES), SAME(EFAULT),
	SAME(ENOTBLK), SAME(EBUSY), SAME(EEXIST), SAME(EXDEV), SAME(ENODEV), SAME(ENOTDIR), SAME(EISDIR),
	SAME(EINVAL), SAME(ENFILE), SAME(EMFILE), SAME(ENOTTY), SAME(ETXTBSY), SAME(EFBIG), SAME(ENOSPC),
	SAME(ESPIPE), SAME(EROFS), SAME(EMLINK), SAME(EPIPE), SAME(EDOM), SAME(ERANGE), SAME(EDEADLK),
	SAME(ENAMETOOLONG), SAME(ENOSYS), SAME(ENOTEMPTY), SAME(ELOOP), SAME(EADDRINUSE), SAME(ECONNREFUSED),
	SAME(ECONNRESET), SAME(ENOTCONN), SAME(ETIMEDOUT), SAME(EINPROGRESS), SAME(EALREADY), SAME(EHOSTUNREACH),
	/* signals */
	SAME(SIGHUP), SAME(SIGINT), SAME(SIGQUIT), SAME(SIGILL), SAME(SIGTRAP), SAME(SIGABRT), SAME(SIGBUS),
	SAME(SIGFPE), SAME(SIGKILL), SAME(SIGUSR1), SAME(SIGSEGV), SAME(SIGUSR2), SAME(SIGPIPE), SAME(SIGALRM),
	SAME(SIGTERM), SAME(SIGCHLD), SAME(SIGCONT), SAME(SIGSTOP), SAME(SIGTSTP), SAME(SIGTTIN), SAME(SIGTTOU),
	SAME(SIGURG), SAME(SIGXCPU), SAME(SIGXFSZ), SAME(SIGVTALRM), SAME(SIGPROF), SAME(SIGWINCH), SAME(SIGIO),
	SAME(SIGPWR), SAME(SIGSYS),
};

bool d_library_const(const char *name, int64_t *ret)
{
	for (size_t i = 0; i < sizeof(consts) / sizeof(consts[0]); i++) {
		if (strcmp(consts[i].name, name))
			continue;
		*ret = consts[i].value;
		return true;
	}
	return false;
}
