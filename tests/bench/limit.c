/*
 * limit.c - "limit OBJECT ROW [BINARY FUNCTION]": load and attach a row's programs of limit.bpf.c,
 * say "ready", and stay until SIGINT. With row "begin" nothing is attached: the start alone.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <linux/bpf.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

struct row {
	const char *name;
	const char *programs[2];
	const char *maps[2];
};

static const struct row rows[] = {
	{ "begin",	{ "predicate" },			{ "one" } },
	{ "calls",	{ "calls_execname" },			{ "by_name" } },
	{ "count",	{ "count" },				{ "one" } },
	{ "keyed",	{ "keyed" },				{ "by_pid" } },
	{ "execname",	{ "execname" },				{ "by_name" } },
	{ "quantize",	{ "quant" },				{ "hist" } },
	{ "predicate",	{ "predicate" },			{ "one" } },
	{ "latency",	{ "latency_enter", "latency_exit" },	{ "start", "hist" } },
	{ "printf",	{ "printf_each" },			{ "ring" } },
	{ "func",	{ "func_count" },			{ "one" } },
	{ "func-latency", { "func_enter", "func_exit" },	{ "start", "hist" } },
	{ "many",	{ "many" },				{ "one" } },
};

struct record { __u64 pid; char comm[16]; };

static volatile sig_atomic_t done;

static void on_signal(int sig)
{
	done = 1;
}

static int die(const char *what)
{
	fprintf(stderr, "limit: %s: %s\n", what, strerror(errno));
	exit(2);
}

static bool listed(const char *const *names, const char *name)
{
	return (names[0] && !strcmp(names[0], name)) || (names[1] && !strcmp(names[1], name));
}

static struct bpf_object *load(const char *path, const struct row *row)
{
	struct bpf_object *obj = bpf_object__open_file(path, NULL);
	struct bpf_program *p;
	struct bpf_map *m;

	if (!obj)
		die(path);
	bpf_object__for_each_program(p, obj) {
		bpf_program__set_autoload(p, listed(row->programs, bpf_program__name(p)));
		if (!strcmp(row->name, "many"))
			bpf_program__set_expected_attach_type(p, 48 /* BPF_TRACE_UPROBE_MULTI */);
	}
	bpf_object__for_each_map(m, obj)
		if (!strchr(bpf_map__name(m), '.'))
			bpf_map__set_autocreate(m, listed(row->maps, bpf_map__name(m)));
	if (bpf_object__load(obj))
		die("load");
	return obj;
}

/* file offsets of all functions whose name begins with @prefix */
static size_t offsets(const char *path, const char *prefix, unsigned long *ret, size_t max)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	Elf *elf = (elf_version(EV_CURRENT), elf_begin(fd, ELF_C_READ_MMAP, NULL));
	Elf_Scn *scn = NULL;
	GElf_Shdr sh, text;
	GElf_Sym sym;
	size_t n = 0;

	if (fd < 0 || !elf)
		die(path);
	while ((scn = elf_nextscn(elf, scn)) && gelf_getshdr(scn, &sh)) {
		Elf_Data *data = sh.sh_type == SHT_SYMTAB ? elf_getdata(scn, NULL) : NULL;

		for (size_t i = 0; data && i < sh.sh_size / sh.sh_entsize; i++) {
			gelf_getsym(data, i, &sym);
			const char *name = elf_strptr(elf, sh.sh_link, sym.st_name);

			if (!name || strncmp(name, prefix, strlen(prefix)) || n == max ||
			    GELF_ST_TYPE(sym.st_info) != STT_FUNC ||
			    !gelf_getshdr(elf_getscn(elf, sym.st_shndx), &text))
				continue;
			ret[n++] = sym.st_value - text.sh_addr + text.sh_offset;
		}
	}
	elf_end(elf);
	close(fd);
	return n;
}

/* one link for all functions; the layout is that of union bpf_attr, link_create.uprobe_multi (Linux 6.6) */
static void attach_many(struct bpf_program *prog, const char *path, const char *prefix)
{
	static unsigned long offs[8192];
	struct {
		__u32 prog_fd, target_fd, attach_type, flags;
		__u64 path, offsets, ref_ctr_offsets, cookies;
		__u32 cnt, multi_flags, pid, pad;
	} attr = { .prog_fd = bpf_program__fd(prog), .attach_type = 48, .path = (__u64)path,
		   .offsets = (__u64)offs };

	attr.cnt = offsets(path, prefix, offs, 8192);
	if (syscall(SYS_bpf, BPF_LINK_CREATE, &attr, sizeof(attr)) < 0)
		die("uprobe_multi");
}

static void attach(struct bpf_object *obj, const struct row *row, const char *path, const char *func)
{
	for (int i = 0; i < 2 && row->programs[i] && strcmp(row->name, "begin"); i++) {
		struct bpf_program *prog = bpf_object__find_program_by_name(obj, row->programs[i]);
		LIBBPF_OPTS(bpf_uprobe_opts, opts, .func_name = func,
			    .retprobe = strstr(row->programs[i], "exit") != NULL);

		if (!strcmp(row->name, "many"))
			attach_many(prog, path, func);
		else if (!(path ? bpf_program__attach_uprobe_opts(prog, -1, path, 0, &opts) :
			   bpf_program__attach(prog)))
			die(row->programs[i]);
	}
}

static int print_record(void *ctx, void *data, size_t size)
{
	const struct record *r = data;

	printf("%.16s %llu\n", r->comm, (unsigned long long)r->pid);
	return 0;
}

/* the mapped words of .data */
static void *data_of(struct bpf_object *obj)
{
	struct bpf_map *m;
	size_t size;

	bpf_object__for_each_map(m, obj)
		if (strstr(bpf_map__name(m), ".data"))
			return (void *)bpf_map__initial_value(m, &size);	/* const until libbpf 1.2 */
	return NULL;
}

static void read_ring(struct bpf_object *obj)
{
	struct ring_buffer *ring = ring_buffer__new(bpf_object__find_map_fd_by_name(obj, "ring"), print_record,
						    NULL, NULL);
	volatile __u32 *sleeping = data_of(obj);

	if (!ring || !sleeping)
		die("ring");
	while (!done) {
		if (ring_buffer__consume(ring) > 0)
			continue;
		*sleeping = 1;
		__sync_synchronize();
		if (ring_buffer__consume(ring) <= 0)
			ring_buffer__poll(ring, 100);
		*sleeping = 0;
	}
	ring_buffer__consume(ring);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	const struct row *row = NULL;
	struct sigaction act = { .sa_handler = on_signal };

	for (size_t i = 0; argc > 2 && i < sizeof(rows) / sizeof(rows[0]); i++)
		if (!strcmp(rows[i].name, argv[2]))
			row = &rows[i];
	if (!row)
		return 1;
	sigaction(SIGINT, &act, NULL);
	struct bpf_object *obj = load(argv[1], row);

	attach(obj, row, argc > 3 ? argv[3] : NULL, argc > 4 ? argv[4] : NULL);
	printf("ready\n");
	fflush(stdout);
	if (!strcmp(row->name, "begin"))
		return 0;
	if (!strcmp(row->name, "printf"))
		read_ring(obj);
	while (!done)
		pause();
	return 0;
}
