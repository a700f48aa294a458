/*
 * rawfbt.c - the functions that fbt has, without types: rawfbt:MODULE:FUNCTION:entry|return
 *
 * The reference has it for functions that its fbt cannot reach; here fbt reaches them, and scripts
 * that name rawfbt get the same probes. Semantics: reference d-language 10.4.
 */
#include <string.h>
#include "bpf/feature.h"
#include "bpf/provider/kfunc.h"

extern const struct provider provider_rawfbt;

/* who does not name the provider gets a function once, from fbt */
static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	return strncmp(d->prov, "raw", 3) ? 0 : fbt_match(w, &provider_rawfbt, d, found, ctx);
}

const struct provider provider_rawfbt = {
	.name = "rawfbt",
	.type = "kprobe",
	.return_type = "kretprobe",
	.where = IN_KERNEL,
	.help = "functions of the kernel: rawfbt:MODULE:FUNCTION:entry|return, without args[]",
	.raw_args = true,
	.atomic = true,
	.ends_function = true,
	.match = match,
	.emit = kfunc_emit,
	.prepare = kfunc_prepare,
	.attach = kfunc_attach,
};
