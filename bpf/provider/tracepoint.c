/*
 * tracepoint.c - the same probes as sdt under the name that Linux users type: tracepoint:GROUP::NAME
 *
 * Found only when asked for by that name, so that a pattern does not find each tracepoint twice.
 */
#include "bpf/provider/sdt.h"

extern const struct provider provider_tracepoint;

static int match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx)
{
	if (d->form || strcmp(d->prov, "tracepoint"))
		return 0;
	return sdt_match_as(&provider_tracepoint, w, d, found, ctx);
}

const struct provider provider_tracepoint = {
	.name = "tracepoint",
	.where = IN_KERNEL,
	.help = "another name of sdt",
	.raw_args = true,
	.arg_addresses = true,
	.atomic = true,
	.match = match,
	.blind = sdt_blind,
	.args = sdt_args,
	.emit = sdt_emit,
	.attach = sdt_attach,
};
