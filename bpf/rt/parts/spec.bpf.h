/*
 * spec.bpf.h - D's speculations: the kernel's side of their states
 */
RT_CALL rt_s64 rt_speculation(void)
{
	rt_u32 busy = 0;

	for (rt_u32 i = 0; i < RT_SPECS && i < rt.nspec; i++) {
		rt_u32 was = __sync_val_compare_and_swap(&rt.spec[i], RT_SPEC_FREE, RT_SPEC_ACTIVE);

		if (was == RT_SPEC_FREE)
			return i + 1;
		busy |= was != RT_SPEC_ACTIVE;
	}
	rt_add(busy ? &rt.spec_busy : &rt.spec_unavail, 1);
	return 0;
}

/* its number while it is active, else 0 */
RT_INLINE rt_u32 rt_speculate(rt_u64 id)
{
	rt_u64 i = id - 1;

	rt_barrier(i);
	if (i >= RT_SPECS || i >= rt.nspec || *(volatile rt_u32 *)&rt.spec[i] != RT_SPEC_ACTIVE)
		return 0;
	return i + 1;
}

RT_INLINE rt_s64 rt_spec_end(struct firing *f, rt_s64 id, rt_u32 to)
{
	rt_u64 i = (rt_u64)id - 1;

	if (!id)
		return 0;
	rt_barrier(i);
	if (i >= RT_SPECS || i >= rt.nspec)
		return rt_fault(f, 3 /* FAULT_ILLOP */, id);
	return __sync_val_compare_and_swap(&rt.spec[i], RT_SPEC_ACTIVE, to) == RT_SPEC_ACTIVE ? i + 1 : 0;
}
