/*
 * proc.h - start, grab and follow a traced process
 *
 * A -c command is started stopped: it has exec'ed and loaded its libraries' mappings as far as the
 * kernel does, but not run its first instruction, so probes can be set on it. proc_go lets it run.
 * Who wants to see the exec itself starts it with PROC_BEFORE_EXEC, and calls proc_exec before proc_go.
 * Our death ends a command that we started only if it never ran; a grabbed process is let go. D's
 * consumers end a command with the session (proc.ends_with_us).
 */
#ifndef SONDE_PROC_H
#define SONDE_PROC_H

#include <limits.h>
#include <stdbool.h>
#include <sys/types.h>

enum proc_stop { PROC_AT_EXEC, PROC_BEFORE_EXEC };

struct proc {
	pid_t pid;
	bool  ours;		/* started by us: reaped by proc_wait */
	bool  stopped;		/* waiting for proc_go */
	bool  before_exec;	/* still an image of ours: waiting for proc_exec */
	bool  ended;		/* proc_wait has seen it exit */
	bool  ends_with_us;	/* the caller's wish, for a command: proc_free ends it */
	int   pidfd;		/* readable when it has exited; -1: kernel cannot */
	int   status;		/* of wait, when ours and exited */
	int   err_fd;		/* tells why an exec failed; of one that is before its exec */
	char *path;		/* executable, resolved */
};

/*
 * proc_search - the file that a command's name means: as it is if it has a slash, else by $PATH
 * Returns 0, -ENOENT, or -EACCES (there, but not a program we may run).
 */
int proc_search(const char *name, char ret[PATH_MAX]);
/* command line split at blanks; quotes and backslash as in a shell, no expansion.
 * 0 or -errno: EINVAL (empty, or a quote without its end), ENOENT, EACCES, ENOEXEC. *ret is the caller's. */
int proc_start(const char *command, struct proc **ret);
int proc_start_argv(char *const argv[], enum proc_stop at, struct proc **ret);
int proc_grab(pid_t pid, struct proc **ret);		/* -ESRCH: no such process */
int proc_exec(struct proc *p);				/* through its exec: 0 or -errno, then it is gone */
/*
 * proc_shell - have a shell run a command; it is waited for a moment, then goes on by itself
 * 0, or -errno when there is no process for it.
 */
int proc_shell(const char *command, unsigned wait_ms);
/*
 * proc_touch - have the constants and data of a program in its memory before it runs
 * A handler cannot wait for a page that the process has not touched yet, and would not find the text of
 * a literal there. Of a large program the first part.
 */
void proc_touch(const struct proc *p);
/* the same for what it, or another process, has mapped of one file */
void proc_touch_file(pid_t pid, const char *path);
/*
 * proc_hold - stop one thread of a process that runs, unseen by its parent; proc_let_go has it run on
 * true: *sig is what proc_let_go hands on to it. false: it has ended, or somebody else traces it.
 */
bool proc_hold(pid_t tid, int *sig);
/*
 * on to the end of a close(): the loader closes an object's file when all its parts are mapped
 * false: it has ended. Whoever maps a file without closing it runs some system calls further.
 */
bool proc_through_close(pid_t tid, int *sig);
void proc_let_go(pid_t tid, int sig);
/*
 * proc_until - have a command that waits at its first instruction run on to a later point, and wait there
 * Before its libraries' initializers; at its own entry, behind them; at main(). It may end on the way.
 */
enum proc_point { PROC_AT_FIRST, PROC_AT_LIBRARIES, PROC_AT_ENTRY, PROC_AT_MAIN };
void proc_until(struct proc *p, enum proc_point point);
bool proc_sees_others(pid_t pid);		/* other files than we do: it has mounts or a root of its own */
/*
 * proc_path - a file by the path that a process knows it by
 * @seen: that path without symbolic links
 * @ret:  how we can open it
 * false: it has no regular file there
 */
bool proc_path(pid_t pid, const char *path, char seen[PATH_MAX], char ret[PATH_MAX]);
bool proc_descends(pid_t pid, pid_t from);		/* from it, or it itself */
int proc_go(struct proc *p);
bool proc_alive(struct proc *p);
int proc_wait(struct proc *p);				/* reap without blocking; true when it has ended */
/* a command that never ran is ended; one that ends with us, too, unless it does so by itself in 200 ms */
void proc_free(struct proc *p);

#endif
