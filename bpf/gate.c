/*
 * gate.c - the word that programs in the kernel look at before a handler: closed, open, or an end was asked for
 */
#include "bpf/session_int.h"

void gate_set(struct session *s, rt_u32 to)
{
	__atomic_store_n(&s->control->gate, to, __ATOMIC_SEQ_CST);
}

void gate_move(struct session *s, rt_u32 from, rt_u32 to)
{
	__atomic_compare_exchange_n(&s->control->gate, &from, to, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

bool session_is_shut(const struct session *s)
{
	return __atomic_load_n(&s->control->gate, __ATOMIC_ACQUIRE) == RT_GATE_EXIT;
}

void session_stop(struct session *s, int status)
{
	s->exit_asked = s->stopping = true;
	s->exit_status = status;
	if (s->control)
		gate_set(s, RT_GATE_EXIT);
}
