/*
 * keep.c - records that are not carried out when they arrive: speculations, buffer policies
 *
 * D reference 11.3 and 11.6. The kernel's ring buffer hands records out in order and cannot overwrite;
 * so what a policy or a speculation keeps is kept here, as copies of the bytes.
 */
#include "bpf/keep.h"
#include <string.h>
#include "bpf/session_int.h"
#include "lib/arena.h"
#include "lib/buf.h"

struct held {
	struct held *next;
	uint64_t seq;		/* order of arrival, over all CPUs */
	size_t	 len;
	char	 rec[] __attribute__((aligned(8)));
};

struct queue {			/* of one CPU */
	struct held *first, **last;
	size_t	     bytes;
};

enum policy { KEEP_NOTHING, KEEP_FILL, KEEP_RING };

struct keep {
	enum policy policy;
	struct queue *cpus;
	unsigned      ncpus;
	uint64_t      seq;
	struct {
		struct buf data;	/* records, each behind its length (u64) */
		bool	   over;	/* ended in this pass */
	} specs[RT_SPECS];
	uint64_t      spec_drops;
};

static enum policy policy_of(const struct options *o)
{
	return o->bufpolicy[0] == 'f' ? KEEP_FILL : o->bufpolicy[0] == 'r' ? KEEP_RING : KEEP_NOTHING;
}

bool keep_waits(const struct options *o)
{
	return policy_of(o) != KEEP_NOTHING;
}

struct keep *keep_new(struct session *s)
{
	struct keep *k = xcalloc(1, sizeof(*k));

	k->policy = policy_of(s->opt);
	k->ncpus = s->impl->columns.ncpus;
	k->cpus = xcalloc(k->ncpus, sizeof(*k->cpus));
	for (unsigned i = 0; i < k->ncpus; i++)
		k->cpus[i].last = &k->cpus[i].first;
	return k;
}

static struct held *take_first(struct queue *q)
{
	struct held *h = q->first;

	q->first = h->next;
	if (!q->first)
		q->last = &q->first;
	q->bytes -= h->len;
	return h;
}

void keep_free(struct keep *k)
{
	if (!k)
		return;
	for (unsigned i = 0; i < k->ncpus; i++)
		while (k->cpus[i].first)
			free(take_first(&k->cpus[i]));
	for (unsigned i = 0; i < RT_SPECS; i++)
		buf_fini(&k->specs[i].data);
	free(k->cpus);
	free(k);
}

/* ---- buffer policies ---- */
static bool make_room(struct session *s, struct keep *k, struct queue *q, size_t len)
{
	if (q->bytes + len <= s->opt->bufsize)
		return true;
	if (k->policy == KEEP_FILL) {
		s->stopping = true;
		gate_set(s, RT_GATE_EXIT);
		return false;
	}
	while (q->first && q->bytes + len > s->opt->bufsize)
		free(take_first(q));
	return true;
}

bool keep_policy(struct session *s, const struct rt_record *rec, size_t len)
{
	struct keep *k = s->impl->keep;
	struct queue *q = &k->cpus[rec->cpu % k->ncpus];

	if (k->policy == KEEP_NOTHING)
		return false;
	if (!make_room(s, k, q, len))
		return true;
	struct held *h = xcalloc(1, sizeof(*h) + len);

	h->seq = k->seq++;
	h->len = len;
	memcpy(h->rec, rec, len);
	*q->last = h;
	q->last = &h->next;
	q->bytes += len;
	return true;
}

static struct queue *oldest(struct keep *k)
{
	struct queue *q = NULL;

	for (unsigned i = 0; i < k->ncpus; i++)
		if (k->cpus[i].first && (!q || k->cpus[i].first->seq < q->first->seq))
			q = &k->cpus[i];
	return q;
}

void keep_replay(struct session *s)
{
	struct keep *k = s->impl->keep;
	struct queue *q;

	k->policy = KEEP_NOTHING;
	while ((q = oldest(k))) {
		struct held *h = take_first(q);

		record_run(s, h->rec, h->len);
		free(h);
	}
	record_settle(s);
}

/* ---- speculations ---- */
void keep_spec(struct session *s, unsigned id, const struct rt_record *rec, size_t len)
{
	struct keep *k = s->impl->keep;
	struct buf *data = id && id <= RT_SPECS ? &k->specs[id - 1].data : NULL;
	uint64_t size = len;

	if (!data)
		return;
	if (data->len + len > s->opt->specsize) {
		k->spec_drops++;
		return;
	}
	buf_add(data, (const char *)&size, sizeof(size));
	buf_add(data, (const char *)rec, len);
}

static void give_out(struct session *s, struct buf *data)
{
	for (size_t at = 0; at < data->len;) {
		uint64_t size;

		memcpy(&size, data->s + at, sizeof(size));
		at += sizeof(size);
		/* a copy: records are read in place, and want to be aligned */
		void *rec = xcalloc(1, size);

		memcpy(rec, data->s + at, size);
		record_give_out(s, rec);
		free(rec);
		at += size;
	}
}

void keep_spec_end(struct session *s, unsigned id, bool commit)
{
	struct keep *k = s->impl->keep;
	struct buf data;

	if (!id || id > RT_SPECS)
		return;
	data = k->specs[id - 1].data;
	k->specs[id - 1].data = (struct buf)BUF_INIT;
	k->specs[id - 1].over = true;
	if (commit)
		give_out(s, &data);
	buf_fini(&data);
}

void keep_pass_end(struct session *s)
{
	struct keep *k = s->impl->keep;

	for (unsigned i = 0; i < RT_SPECS; i++) {
		if (!k->specs[i].over)
			continue;
		k->specs[i].over = false;
		buf_reset(&k->specs[i].data);	/* what came after the end */
		__atomic_store_n(&s->control->spec[i], RT_SPEC_FREE, __ATOMIC_SEQ_CST);
	}
}

uint64_t keep_spec_drops(const struct session *s)
{
	return s->impl->keep->spec_drops;
}
