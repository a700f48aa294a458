/*
 * touch.bpf.h - user memory brought in by a program that may sleep, for the handlers behind it
 */
#ifndef RT_TOUCH_BPF_H
#define RT_TOUCH_BPF_H

static long (*const bpf_copy_from_user)(void *to, rt_u32 size, const void *from) = (void *)148;

RT_INLINE void rt_touch_page(rt_u64 at)
{
	char c;

	if (bpf_probe_read_user(&c, 1, (const void *)at))
		bpf_copy_from_user(&c, 1, (const void *)at);
}

/* a text there may go on in the next page */
RT_INLINE void rt_touch(rt_u64 at)
{
	rt_touch_page(at);
	if ((at & 4095) > 4096 - 512)
		rt_touch_page((at | 4095) + 1);
}

#endif
