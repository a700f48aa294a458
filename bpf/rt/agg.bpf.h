/*
 * agg.bpf.h - what the update templates of lang/agg call; after rt.bpf.h
 *
 * A cell belongs to one CPU, but a handler may be interrupted, or preempted, by another one that
 * updates the same cell. So whatever has to be exact is one atomic add of 8 bytes, or a compare
 * and exchange that is tried again. The atomics that give the old value need -mcpu=v3 (kernel
 * 5.12, "bpf: Add instructions for atomic_[cmp]xchg"); RT_NO_FETCH does without, less exactly.
 *
 * Bucket numbers are those of lang/agg/hist.c: both sides are compared by a test.
 */
#ifndef RT_AGG_BPF_H
#define RT_AGG_BPF_H

/* floor(log2 x) for 0 < x <= 2^63; no branches, so that the verifier sees one path */
RT_INLINE rt_u64 rt_agg_log2(rt_u64 x)
{
	rt_u64 k = ((0xffffffffULL - x) >> 63) << 5, t;

	x >>= k;
	t = ((0xffffULL - x) >> 63) << 4, x >>= t, k += t;
	t = ((0xffULL - x) >> 63) << 3, x >>= t, k += t;
	t = ((0xfULL - x) >> 63) << 2, x >>= t, k += t;
	t = ((0x3ULL - x) >> 63) << 1, x >>= t, k += t;
	return k + ((0x1ULL - x) >> 63);
}

RT_INLINE rt_u64 rt_agg_abs(rt_s64 v)
{
	return v < 0 ? -(rt_u64)v : (rt_u64)v;
}

/* add a weight to bucket i of n; a number beyond the end would be our mistake and adds nothing */
RT_INLINE void rt_agg_add(rt_u64 *cell, rt_u64 i, rt_u64 n, rt_s64 incr)
{
	rt_barrier(i);		/* the test below has to be on the register that is used */
	if (i < n)
		rt_add(cell + i, incr);
}

/* largest of what was seen, as unsigned; the cell is 0 at the start */
RT_INLINE void rt_agg_umax(rt_u64 *cell, rt_u64 v)
{
	rt_u64 old = *(volatile rt_u64 *)cell;

#ifdef RT_NO_FETCH
	if (v > old)
		*(volatile rt_u64 *)cell = v;
#else
	/* each failed exchange needs another interruption between load and exchange: 4 are plenty */
	for (int i = 0; i < 4; i++) {
		rt_u64 seen;

		if (v <= old)
			return;
		seen = __sync_val_compare_and_swap(cell, old, v);
		if (seen == old)
			return;
		old = seen;
	}
#endif
}

/* min and max: word 0 is the value mapped so that 0 is the least, word 1 says there is one */
RT_INLINE void rt_agg_min(rt_u64 *cell, rt_s64 v)
{
	*(volatile rt_u64 *)(cell + 1) = 1;
	rt_agg_umax(cell, (rt_u64)v ^ 0x7fffffffffffffffULL);
}

RT_INLINE void rt_agg_max(rt_u64 *cell, rt_s64 v)
{
	*(volatile rt_u64 *)(cell + 1) = 1;
	rt_agg_umax(cell, (rt_u64)v ^ 0x8000000000000000ULL);
}

RT_INLINE void rt_agg_avg(rt_u64 *cell, rt_s64 v)
{
	rt_add(cell, 1);
	rt_add(cell + 1, v);
}

/* count, sum, sum of squares in 128 bits (low word, high word) */
RT_INLINE void rt_agg_stddev(rt_u64 *cell, rt_s64 v)
{
	rt_u64 a = rt_agg_abs(v), l = a & 0xffffffff, h = a >> 32;
	rt_u64 mid = h * l, lo = l * l, hi = h * h + (mid >> 31), add = mid << 33, old;

	lo += add;
	hi += lo < add;
	rt_add(cell, 1);
	rt_add(cell + 1, v);
#ifdef RT_NO_FETCH
	old = *(volatile rt_u64 *)(cell + 2);
	rt_add(cell + 2, lo);
#else
	old = __sync_fetch_and_add(cell + 2, lo);
#endif
	hi += old + lo < old;
	rt_add(cell + 3, hi);
}

/*
 * SystemTap's variance: word 0 counts who is inside, then two slots of count, sum, mean and M.
 * Who interrupts an update uses the other slot, as if on a CPU of its own; a third one at the
 * same time shares it.
 */
RT_INLINE void rt_agg_variance(rt_u64 *cell, rt_s64 v, rt_u32 shift)
{
	rt_u64 n, level;
	rt_s64 x = (rt_u64)v << (shift & 63), d, mean;
	rt_u64 *slot = cell + 1;

#ifdef RT_NO_FETCH
	level = *(volatile rt_u64 *)cell;
	rt_add(cell, 1);
#else
	level = __sync_fetch_and_add(cell, 1);
#endif
	if (level)
		slot = cell + 5;
	n = slot[0] + 1;
	slot[0] = n;
	slot[1] += v;
	mean = slot[2];
	if (n == 1) {
		slot[2] = x;
	} else {
		d = (rt_u64)x - (rt_u64)mean;
		mean = (rt_u64)mean + (rt_u64)rt_div(d, n);
		slot[2] = mean;
		slot[3] += (rt_u64)d * ((rt_u64)x - (rt_u64)mean);
	}
	rt_add(cell, -1);
}

/* ---- all CPUs' cells into one sum, where a probe reads a statistic ---- */
RT_INLINE void rt_agg_extreme(rt_u64 *sum, const rt_u64 *cell)
{
	if (!cell[1])
		return;
	if (cell[0] > sum[0])
		sum[0] = cell[0];
	sum[1] = 1;
}

RT_INLINE void rt_agg_join(rt_u64 *cell, const rt_u64 *from)
{
	if (!from[1])
		return;
	*(volatile rt_u64 *)(cell + 1) = 1;
	rt_agg_umax(cell, from[0]);
}

RT_INLINE void rt_agg_words(rt_u64 *cell, const rt_u64 *from, rt_u64 n)
{
	for (rt_u64 i = 0; i < n; i++)
		rt_add(cell + i, from[i]);
}

/* count, sum, and 128 bits of squares */
RT_INLINE void rt_agg_stddev_join(rt_u64 *cell, const rt_u64 *from)
{
	rt_u64 old;

	rt_agg_words(cell, from, 2);
#ifdef RT_NO_FETCH
	old = *(volatile rt_u64 *)(cell + 2);
	rt_add(cell + 2, from[2]);
#else
	old = __sync_fetch_and_add(cell + 2, from[2]);
#endif
	rt_add(cell + 3, from[3] + (old + from[2] < old));
}

/* bucket i of n, and whether any holds something */
RT_INLINE void rt_agg_bucket(rt_u64 *sum, const rt_u64 *cell, rt_u64 i, rt_u64 n)
{
	rt_barrier(i);
	if (i < n)
		sum[0] += cell[i];
	for (rt_u64 k = 0; k < n; k++)
		sum[1] |= cell[k];
}

/* sum: n, sum, sum of n A, of n A^2, of (n - 1) V over the slots; see lang/agg/scalar.c */
RT_INLINE void rt_agg_variance_slot(rt_u64 *sum, const rt_u64 *slot)
{
	rt_u64 n = slot[0], mean = slot[2];

	if (!n)
		return;
	sum[0] += n;
	sum[1] += slot[1];
	sum[2] += n * mean;
	sum[3] += n * mean * mean;
	if (n > 1)
		sum[4] += (n - 1) * (rt_u64)rt_div(slot[3], n - 1);
}

RT_INLINE void rt_agg_variance_fold(rt_u64 *sum, const rt_u64 *cell)
{
	for (int i = 0; i < 5; i++)
		sum[i] += cell[9 + i];
	rt_agg_variance_slot(sum, cell + 1);
	rt_agg_variance_slot(sum, cell + 5);
}

RT_INLINE rt_s64 rt_agg_variance_value(const rt_u64 *sum, rt_u32 shift)
{
	rt_u64 n = sum[0], t, all;
	rt_s64 v;

	shift &= 63;
	if (n < 2)
		return 0;
	t = rt_div(sum[1] << shift, n);
	all = sum[3] - 2 * t * sum[2] + t * t * n + sum[4];
	v = rt_div(all, n - 1);
	return 2 * shift < 64 ? v >> (2 * shift) : v < 0 ? -1 : 0;
}

/* D's quantize: 127 buckets, 63 is zero */
RT_INLINE rt_u64 rt_agg_quant(rt_s64 v)
{
	rt_u64 k;

	if (!v)
		return 63;
	k = rt_agg_log2(rt_agg_abs(v));
	if (v > 0)
		return 64 + k;
	return k > 62 ? 0 : 62 - k;
}

/* for long programs: clang takes its time over each copy, and they have the call to spare */
static __attribute__((noinline, unused)) rt_u64 rt_agg_quant_far(rt_s64 v)
{
	return rt_agg_quant(v);
}

/* SystemTap's hist_log: 128 buckets, 64 is zero */
RT_INLINE rt_u64 rt_agg_hist_log(rt_s64 v)
{
	rt_u64 k;

	if (!v)
		return 64;
	k = rt_agg_log2(rt_agg_abs(v));
	return v > 0 ? 65 + k : 63 - k;
}

/* n buckets: below base, steps from base on, and the rest in the last one */
RT_INLINE rt_u64 rt_agg_linear(rt_s64 v, rt_s64 base, rt_u64 step, rt_u64 n)
{
	rt_u64 i;

	if (v < base)
		return 0;
	i = ((rt_u64)v - (rt_u64)base) / step + 1;
	return i < n ? i : n - 1;
}

/*
 * D's llquantize: distance of |v| from the middle bucket; parameters are constants, so clang
 * folds the powers. Powers of factor up to the largest fit 64 bits (agg_check_params).
 */
RT_INLINE rt_u64 rt_agg_llquant(rt_s64 v, rt_u64 factor, rt_u32 lmag, rt_u32 hmag, rt_u64 steps)
{
	rt_u64 a = rt_agg_abs(v), skip = steps / factor, per = steps - skip;
	rt_u64 mid = (hmag - lmag + 1) * per + 1, low = 1, base = 1, p = mid;

	for (rt_u32 m = 0; m < lmag; m++)
		low *= factor;
	if (a < low)
		return mid;
	for (rt_u32 m = lmag; m <= hmag; m++) {
		rt_u64 next = low * factor;

		if (a < next) {
			rt_u64 part = next >= steps ? a / (next / steps) : a * (steps / next);

			p = base + part - skip;
			break;
		}
		base += per;
		low = next;
	}
	return v < 0 ? mid - p : mid + p;
}

#endif
