/*
 * absent.c - families of probe points that are not here: why, and what answers the question instead
 *
 * The words before the point's own end; what no row fits is a spelling mistake to whoever reports it.
 */
#include <string.h>
#include "lang/stap/sem.h"
#include "lib/glob.h"

static const struct {
	const char *words[3];		/* patterns of the first components; NULL: any */
	const char *why, *instead;
} rows[] = {
	{ { "lsm" }, "BPF's security hooks are not probed", "kernel.function(\"security_HOOK\") fires at the same place" },
	{ { "kernel", "lsm" }, "BPF's security hooks are not probed", "kernel.function(\"security_HOOK\") fires at the same place" },
	{ { "kernel", "xdp" }, "programs of network drivers are not made", "netdev.receive fires for each packet" },
	{ { "kernel", "mark" }, "kernels have no markers since 2.6.32", "kernel.trace(\"...\") has their successors; list them with -l 'kernel.trace(\"*\")'" },
	{ { "netfilter", "hook" }, "missing protocol family", "netfilter.hook(\"NF_INET_LOCAL_OUT\").pf(\"NFPROTO_IPV4\")" },
	{ { "netfilter", "pf" }, "missing hooknum", "netfilter.hook(\"NF_INET_LOCAL_OUT\").pf(\"NFPROTO_IPV4\")" },
	{ { "netfilter" }, "there is no such place", "-l 'netfilter.*.*' lists the hooks" },
	{ { "generic", "aop" }, "kernels have no generic address space operations since 5.19", "vfs.add_to_page_cache, kernel.trace(\"filemap:*\") and kernel.trace(\"writeback:*\") see pages come and go" },
	{ { "nfsd", "proc*" }, "there are no points of that procedure", "-l 'nfsd.proc*' lists those there are, and module(\"nfsd\").function(\"nfsd?_proc_*\") all procedures" },
	{ { "java" }, "this needs an agent in the Java VM", "process(\".../libjvm.so\").provider(\"hotspot\").mark(\"*\") are the VM's own marks" },
	{ { "python*", "module" }, "this needs a helper module in Python", "process(\".../python3\").mark(\"function__entry\"), where Python is built with marks" },
	{ { "python*" }, "this needs a Python that is built with marks", "process(\".../python3\").mark(\"function__entry\") with the interpreter's path" },
	{ { "hotspot" }, "it comes with the Java VM", "-I with the folder of the VM's hotspot.stp, or process(\".../libjvm.so\").provider(\"hotspot\").mark(\"*\")" },
	{ { "qemu" }, "it comes with QEMU", "-I with the folder of QEMU's qemu-system-*.stp, or process(\".../qemu-system-x86_64\").mark(\"*\") where it is built with marks" },
	{ { "libvirt" }, "it comes with libvirt", "-I with the folder of its libvirt_probes.stp, or process(\".../libvirt.so.0\").mark(\"*\")" },
	{ { "stap" }, "the translator does not probe itself", "stap -v tells its passes" },
	{ { "staprun" }, "there is no staprun process", "stap -v tells what the run does" },
	{ { "debuginfod" }, "programs are not fetched", "process(\"PATH\") asks DEBUGINFOD_URLS for debug info" },
};

static bool fits(const char *const words[3], const struct point *pt)
{
	for (size_t i = 0; i < 3 && words[i]; i++)
		if (i >= pt->comps.n || !glob_match(words[i], pt->comps.v[i].name))
			return false;
	return true;
}

bool stap_absent_point(struct sema *s, const struct point *pt)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!fits(rows[i].words, pt))
			continue;
		diag_error(s->c->diag, pt->comps.v[0].span, ERR_STAP_POINT, "while resolving probe point: %s is not here: %s",
			   point_str(s->arena, pt), rows[i].why);
		diag_hint(s->c->diag, "%s", rows[i].instead);
		return true;
	}
	return false;
}
