/*
 * proc_until.c - a command that was started stopped runs on to a later point of its start
 *
 * By breakpoints that are taken out again before anybody looks at the program. A point that it does not
 * have (main of a stripped program, the loader of a static one) is its entry point, which the kernel tells.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>
#include "lib/elf.h"
#include "lib/proc.h"

/* what the kernel told the program of itself */
struct start {
	uint64_t entry;		/* of the executable */
	uint64_t loader;	/* where the dynamic loader is mapped; 0: none */
};

struct breakpoint {
	uint64_t addr;		/* 0: none */
	long	 word;		/* that was there */
};

static bool read_start(pid_t pid, struct start *ret)
{
	Elf64_auxv_t aux[64];
	char name[64];
	ssize_t n;

	snprintf(name, sizeof(name), "/proc/%d/auxv", (int)pid);
	int fd = open(name, O_RDONLY | O_CLOEXEC);

	*ret = (struct start){ 0 };
	n = fd < 0 ? 0 : read(fd, aux, sizeof(aux));
	if (fd >= 0)
		close(fd);
	for (ssize_t i = 0; i < n / (ssize_t)sizeof(*aux); i++) {
		if (aux[i].a_type == AT_ENTRY)
			ret->entry = aux[i].a_un.a_val;
		else if (aux[i].a_type == AT_BASE)
			ret->loader = aux[i].a_un.a_val;
	}
	return ret->entry != 0;		/* a 32-bit program's is another structure */
}

/* the executable's main(), or 0 */
static uint64_t main_of(const struct proc *p, const struct start *s)
{
	struct elf_file *f = p->path ? elf_open(p->path) : NULL;
	const struct elf_sym *sym = f ? elf_find_func(f, "main") : NULL;
	uint64_t at = sym ? s->entry - elf_entry(f) + sym->addr : 0;

	elf_close(f);
	return at;
}

/* what the loader calls before it maps the libraries, and again when they are there, before they run; or 0 */
static uint64_t told_of(const struct proc *p, const struct start *s)
{
	struct elf_file *f = p->path ? elf_open(p->path) : NULL;
	const char *path = f && s->loader ? elf_interp(f) : NULL;
	struct elf_file *loader = path ? elf_open(path) : NULL;
	const struct elf_sym *sym = loader ? elf_find_func(loader, "_dl_debug_state") : NULL;
	uint64_t at = sym ? s->loader + sym->addr : 0;

	elf_close(loader);
	elf_close(f);
	return at;
}

static bool put(pid_t pid, struct breakpoint *b, uint64_t addr)
{
	errno = 0;
	b->addr = addr;
	b->word = addr ? ptrace(PTRACE_PEEKTEXT, pid, (void *)addr, NULL) : 0;
	if (!addr || errno || ptrace(PTRACE_POKETEXT, pid, (void *)addr, (void *)((b->word & ~0xffl) | 0xcc)))
		b->addr = 0;
	return b->addr;
}

static void take_out(pid_t pid, struct breakpoint *b)
{
	if (b->addr)
		ptrace(PTRACE_POKETEXT, pid, (void *)b->addr, (void *)b->word);
	b->addr = 0;
}

static void has_ended(struct proc *p, int status)
{
	p->ended = true;
	p->stopped = false;
	p->status = status;
}

/* on to one of both, where the program then stands; the address, or 0: it has ended */
static uint64_t run_to(struct proc *p, const struct breakpoint *a, const struct breakpoint *b)
{
	struct user_regs_struct regs;
	int status, sig = 0;

	for (;;) {
		if (ptrace(PTRACE_CONT, p->pid, NULL, (void *)(long)sig))
			return 0;
		while (waitpid(p->pid, &status, 0) < 0)
			if (errno != EINTR)
				return 0;
		if (!WIFSTOPPED(status)) {
			has_ended(p, status);
			return 0;
		}
		sig = WSTOPSIG(status);
		if (sig != SIGTRAP || ptrace(PTRACE_GETREGS, p->pid, NULL, &regs))
			continue;
		uint64_t at = regs.rip - 1;

		if (at != a->addr && at != b->addr)
			continue;
		regs.rip = at;
		ptrace(PTRACE_SETREGS, p->pid, NULL, &regs);
		return at;
	}
}

/* over the instruction that a breakpoint stands on */
static bool step_over(struct proc *p, struct breakpoint *b)
{
	uint64_t addr = b->addr;
	int status;

	take_out(p->pid, b);
	if (ptrace(PTRACE_SINGLESTEP, p->pid, NULL, NULL) || waitpid(p->pid, &status, 0) < 0)
		return false;
	if (!WIFSTOPPED(status)) {
		has_ended(p, status);
		return false;
	}
	return put(p->pid, b, addr);
}

void proc_until(struct proc *p, enum proc_point point)
{
	struct breakpoint entry = { 0 }, other = { 0 };
	struct start s;

	if (point == PROC_AT_FIRST || !p->stopped || p->before_exec || !read_start(p->pid, &s))
		return;
	uint64_t at = point == PROC_AT_MAIN ? main_of(p, &s) : point == PROC_AT_LIBRARIES ? told_of(p, &s) : 0;

	if (point != PROC_AT_MAIN || !at)
		put(p->pid, &entry, s.entry);
	put(p->pid, &other, at);
	if ((entry.addr || other.addr) && run_to(p, &entry, &other) == other.addr && other.addr &&
	    point == PROC_AT_LIBRARIES && step_over(p, &other))
		run_to(p, &entry, &other);
	if (!p->ended) {
		take_out(p->pid, &entry);
		take_out(p->pid, &other);
	}
}
