/*
 * plaintp.c - see plaintp.h
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/feature.h"
#include "bpf/provider/plaintp.h"
#include "bpf/session.h"
#include "lib/arena.h"

/* include/uapi/linux/bpf.h of Linux 6.10; the build machine's header may be older */
struct raw_tracepoint_open {		/* union bpf_attr of BPF_RAW_TRACEPOINT_OPEN */
	uint64_t name;
	uint32_t prog_fd, pad;
	uint64_t cookie;
};

static const char *of_group(struct arena *a, const struct group *g)
{
	return arena_printf(a, "rtg%u", g->id);
}

static const char *of_probe(struct arena *a, const struct probe *p)
{
	return arena_printf(a, "rtp%u", p->index);
}

void plaintp_emit(struct emit *e, const struct group *g, struct probe *const *probes, size_t n)
{
	struct arena *a = e->prog->arena;

	if (n > 1 && feature_has(e->features, FEAT_raw_cookie)) {
		emit_program_begin(e, "raw_tp", of_group(a, g), "rt_u64");
		buf_puts(&e->out, "\tf->skip |= RT_SKIP_TRACE;\n");
		emit_group_call(e, g, "(rt_u32)bpf_get_attach_cookie(ctx)");
		emit_program_end(e);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		emit_program_begin(e, arena_printf(a, "raw_tp/%s", probes[i]->name), of_probe(a, probes[i]), "rt_u64");
		emit_group_call(e, g, arena_printf(a, "%u", probes[i]->index));
		emit_program_end(e);
	}
}

struct bpf_program *plaintp_program(struct session *s, const struct group *g, const struct probe *p)
{
	struct bpf_program *own = session_program(s, of_probe(s->world->arena, p));

	return own || g->arg_mask ? own : session_program(s, of_group(s->world->arena, g));
}

int plaintp_attach(struct session *s, struct bpf_program *prog, const struct probe *p)
{
	struct raw_tracepoint_open attr = {
		.name = (uintptr_t)p->name, .prog_fd = (uint32_t)bpf_program__fd(prog), .cookie = p->index,
	};
	/* typed programs know theirs; kernels before 6.10 know no cookie */
	struct bpf_link *link = NULL;
	bool shared = !strcmp(bpf_program__section_name(prog), "raw_tp");
	int fd = shared ? (int)syscall(SYS_bpf, BPF_RAW_TRACEPOINT_OPEN, &attr, sizeof(attr)) : -1;

	if (fd >= 0)
		session_own_fd(s, fd);
	else if (!shared && (link = bpf_program__attach(prog)))
		session_own_link(s, link);
	else
		return session_fail(s, &(struct refused){
			.probe = p, .err = -errno,
			.error = arena_printf(s->world->arena, "cannot attach to the raw tracepoint %s", p->name),
		});
	session_armed(s, FEAT_raw_tp, "tracepoint", p, 1);
	return 0;
}
