/*
 * proc_hold.c - have a process that runs wait for a moment
 *
 * One thread of it is seized with ptrace, which its parent does not see, and let go again. All calls
 * for one thread have to come from one thread of ours.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "lib/proc.h"

static pid_t parent_of(pid_t pid)
{
	char name[64], text[512] = "";
	const char *end;
	FILE *f;

	snprintf(name, sizeof(name), "/proc/%d/stat", (int)pid);
	f = fopen(name, "re");
	if (!f)
		return 0;
	text[fread(text, 1, sizeof(text) - 1, f)] = 0;
	fclose(f);
	end = strrchr(text, ')');	/* the name may have anything in it */
	return end && sscanf(end, ") %*c %d", &pid) == 1 ? pid : 0;
}

bool proc_descends(pid_t pid, pid_t from)
{
	for (int depth = 0; pid > 1 && pid != from && depth < 1000; depth++)
		pid = parent_of(pid);
	return pid == from;
}

/* the next stop; false: its end, which a child of ours keeps for proc_wait, and others for their parent */
static bool next_stop(pid_t tid, int *status)
{
	siginfo_t info;

	if (waitid(P_PID, (id_t)tid, &info, WSTOPPED | WEXITED | WNOWAIT | __WALL))
		return false;
	if (info.si_code != CLD_TRAPPED && info.si_code != CLD_STOPPED && parent_of(tid) == getpid())
		return false;
	return waitpid(tid, status, __WALL) == tid && WIFSTOPPED(*status);
}

bool proc_hold(pid_t tid, int *sig)
{
	int status;

	if (ptrace(PTRACE_SEIZE, tid, NULL, (void *)(long)PTRACE_O_TRACESYSGOOD))
		return false;
	ptrace(PTRACE_INTERRUPT, tid, NULL, NULL);
	if (!next_stop(tid, &status))
		return false;
	*sig = status >> 16 ? 0 : WSTOPSIG(status);
	return true;
}

/* the loader has a few calls that do not wait; what comes between them takes no time */
static bool is_loading(uint64_t nr)
{
	static const int calls[] = { SYS_mmap, SYS_mprotect, SYS_munmap, SYS_close, SYS_read, SYS_pread64, SYS_fstat,
				     SYS_newfstatat, SYS_openat };

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		if (nr == (uint64_t)calls[i])
			return true;
	return false;
}

/* it waits for somebody; one that only waits for a processor may do so for long where many run */
static bool is_asleep(pid_t tid)
{
	char name[64], text[512] = "";
	int fd;

	snprintf(name, sizeof(name), "/proc/%d/stat", (int)tid);
	fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return true;
	ssize_t n = read(fd, text, sizeof(text) - 1);
	const char *end = n > 0 ? strrchr(text, ')') : NULL;

	close(fd);
	return !end || end[2] == 'S';
}

/* to the next stop, and no longer than that may take a loader: PATIENCE rounds of waiting for something else */
static bool step(pid_t tid, int *status)
{
	enum { PATIENCE = 100, AT_MOST = 50000 };
	siginfo_t info = { 0 };

	if (ptrace(PTRACE_SYSCALL, tid, NULL, NULL))
		return false;
	for (int i = 0, waits = 0; i < AT_MOST && waits < PATIENCE && !info.si_pid; i++) {
		if (waitid(P_PID, (id_t)tid, &info, WSTOPPED | WEXITED | WNOWAIT | WNOHANG | __WALL))
			return false;
		if (info.si_pid)
			break;
		usleep(100);
		waits += is_asleep(tid);
	}
	if (!info.si_pid)
		ptrace(PTRACE_INTERRUPT, tid, NULL, NULL);
	return next_stop(tid, status);
}

bool proc_through_close(pid_t tid, int *sig)
{
	enum { STOPS = 64 };
	bool closes = false;
	int status;

	for (int i = 0; i < STOPS && !*sig; i++) {
		struct __ptrace_syscall_info info = { 0 };

		if (!step(tid, &status))
			return false;
		if (WSTOPSIG(status) != (SIGTRAP | 0x80)) {
			*sig = status >> 16 ? 0 : WSTOPSIG(status);
			return true;
		}
		ptrace(PTRACE_GET_SYSCALL_INFO, tid, (void *)sizeof(info), &info);
		if (info.op == PTRACE_SYSCALL_INFO_ENTRY ? !is_loading(info.entry.nr) : closes)
			return true;
		closes = info.op == PTRACE_SYSCALL_INFO_ENTRY && info.entry.nr == SYS_close;
	}
	return true;
}

void proc_let_go(pid_t tid, int sig)
{
	ptrace(PTRACE_DETACH, tid, NULL, (void *)(long)sig);
}
