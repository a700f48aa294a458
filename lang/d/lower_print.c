/*
 * lower_print.c - actions whose record is not what the script gives: print(), pcap() (reference D, 6.1)
 */
#include "lang/d/lower.h"

enum { PRINT_MAX = 64 << 10 };

/* print(p): the bytes of the object that p points to, then p, whose type says what they are */
bool d_print_object(struct d_lower *l, struct expr *call)
{
	struct expr *e = call->args.v[0], *bytes;
	const struct type *t = type_strip(e->type), *to, *raw;
	uint64_t n;

	if (type_is_sou(t) || (t->kind == TY_ARRAY && t->nelem)) {	/* an object stands for its address */
		struct expr *addr = prog_expr(l->prog, E_ADDR, type_ptr(l->arena, e->type), e->span);

		addr->a = e;
		e = addr;
	} else {
		e = d_decay(l, e);
	}
	t = type_strip(e->type);
	if (t->kind != TY_PTR) {
		diag_error(l->diag, e->span, ERR_PROTO_ARG, "argument 1 of print() must be a pointer, not %s",
			   d_tstr(l, call->args.v[0]->type));
		diag_hint(l->diag, "trace() prints a value");
		return false;
	}
	to = type_strip(t->to);
	if (type_is_sou(to) && to->incomplete) {
		struct expr *known = prog_expr(l->prog, E_CAST, type_ptr(l->arena, d_completed(l, to)), e->span);

		known->a = e;
		e = known;
		to = type_strip(e->type)->to;
	}
	type_members(to, &(size_t){ 0 });
	n = to->kind == TY_VOID || to->kind == TY_FUNC ? 0 : to->size;
	if (!n || n > PRINT_MAX) {
		diag_error(l->diag, call->args.v[0]->span, ERR_PRINT_SIZE, "print() of %s: %s", d_tstr(l, t->to),
			   n ? "it is too large" : "its size is not known");
		return false;
	}
	if (n > l->opt->printsize)
		n = l->opt->printsize ? l->opt->printsize : 1;
	raw = type_array(l->arena, &type_char, n);
	bytes = d_load(l, prog_cast(l->prog, e, type_ptr(l->arena, raw)), raw, e->span);
	call->args.n = 0;
	vec_push(l->arena, &call->args, bytes);
	vec_push(l->arena, &call->args, e);
	return true;
}

/* pcap(skb, link type): the packet as rt_pcap() copies it */
void d_pcap_packet(struct d_lower *l, struct expr *call)
{
	enum { HEAD = 16 };
	uint64_t n = (HEAD + l->opt->pcapsize + 7) / 8 * 8;
	struct expr *packet = prog_expr(l->prog, E_CALL, type_array(l->arena, &type_char, n), call->span);

	packet->builtin = builtin_find(LANG_D, "$pcap", 1);
	vec_push(l->arena, &packet->args, call->args.v[0]);
	call->args.v[0] = packet;
}
