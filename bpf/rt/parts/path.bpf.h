/*
 * path.bpf.h - the path of a file: from its dentry up to the root, across mounts
 *
 * The names are wanted from the root down, so for each one the chain is walked from the leaf again:
 * nothing has to be kept, and paths are short. Reads may race with a rename, as d_path() without
 * its locks would.
 */
struct qstr___path {
	const unsigned char *name;
} RT_CORE;

struct super_block___path {
	unsigned long s_magic;
} RT_CORE;

struct dentry___path {
	struct dentry___path *d_parent;
	struct qstr___path d_name;
	struct inode___path *d_inode;
	struct super_block___path *d_sb;
} RT_CORE;

struct inode___path {
	rt_u64 i_ino;
	rt_u16 i_mode;
} RT_CORE;

struct vfsmount___path {
	struct dentry___path *mnt_root;
} RT_CORE;

struct mount___path {
	struct mount___path *mnt_parent;
	struct dentry___path *mnt_mountpoint;
	struct vfsmount___path mnt;
} RT_CORE;

struct path___path {
	struct vfsmount___path *mnt;
	struct dentry___path *dentry;
} RT_CORE;

struct file___path {
	struct path___path f_path;
	struct inode___path *f_inode;
} RT_CORE;

struct fdtable___path {
	rt_u32 max_fds;
	struct file___path **fd;
} RT_CORE;

struct files_struct___path {
	struct fdtable___path *fdt;
} RT_CORE;

struct task_struct___path {
	struct files_struct___path *files;
} RT_CORE;

enum { RT_PATH_DEPTH = 48 };

struct rt_path_walk {
	rt_u64 dentry, mnt;	/* struct dentry *, struct vfsmount *, 0: stay within the file system */
	rt_u64 steps;		/* names passed */
	rt_u64 stop;		/* after so many */
	rt_u64 top;		/* the root was reached */
};

/* one name up; mounts are crossed on the way */
static long rt_path_up(rt_u32 i, struct rt_path_walk *w)
{
	struct dentry___path *d = (void *)w->dentry, *parent = RT_READ(d, d_parent);
	struct vfsmount___path *v = (void *)w->mnt;
	rt_u64 root = v ? (rt_u64)RT_READ(v, mnt_root) : 0;

	if (v && (rt_u64)d == root) {
		struct mount___path *m =
			(void *)(w->mnt - __builtin_preserve_field_info(((struct mount___path *)0)->mnt, 0));
		struct mount___path *up = RT_READ(m, mnt_parent);

		if (!up || up == m) {
			w->top = 1;
			return 1;
		}
		w->dentry = (rt_u64)RT_READ(m, mnt_mountpoint);
		w->mnt = (rt_u64)&up->mnt;
		return 0;
	}
	if (!d || !parent || d == parent) {
		w->top = 1;
		return 1;
	}
	if (w->steps == w->stop)
		return 1;
	w->steps += 1;
	w->dentry = (rt_u64)parent;
	return 0;
}

/* from the leaf, so many names up */
RT_INLINE void rt_path_walk(struct rt_path_walk *w, rt_u64 dentry, rt_u64 mnt, rt_u64 stop)
{
	*w = (struct rt_path_walk){
		.dentry = rt_hide(dentry), .mnt = rt_hide(mnt), .stop = stop, .steps = rt_hide(0),
		.top = rt_hide(0),
	};
	bpf_loop(2 * RT_PATH_DEPTH, rt_path_up, w, 0);
}

/* a stack holds 512 bytes for all calls together: the callbacks' structures take turns in one place */
struct rt_path_make {
	char *dst;
	rt_u64 size, at;
	rt_u64 dentry, mnt;
	rt_u64 left;		/* names above which this one stands */
	union {
		struct rt_path_walk walk;
		struct rt_append append;
	};
};

static long rt_path_name(rt_u32 i, struct rt_path_make *m)
{
	if (!m->left)
		return 1;
	m->left -= 1;
	rt_path_walk(&m->walk, m->dentry, m->mnt, m->left);

	struct dentry___path *d = (void *)m->walk.dentry;

	if (m->at >= m->size)
		return 1;
	*rt_at(m->dst, m->at) = '/';
	m->append = (struct rt_append){
		.dst = m->dst, .size = m->size, .at = rt_hide(m->at + 1),
		.src = (const char *)RT_READ(d, d_name.name),
	};
	bpf_loop(RT_MAX_CHUNKS, rt_append_step, &m->append, 0);
	m->at = m->append.at;
	return 0;
}

/*
 * What has no place in a tree of files is named as /proc/PID/fd names it: pipe:[12345].
 * @magic: of the file system. Returns 0 for all other files.
 */
RT_CALL int rt_placeless(char *dst, rt_u32 size, rt_u64 dentry, rt_u64 magic)
{
	static const char pipe[] = "pipe:[%llu]", sock[] = "socket:[%llu]", anon[] = "anon_inode:%s", gone[] = "/%s (deleted)";
	struct dentry___path *d = (void *)dentry;
	rt_u64 name = (rt_u64)RT_READ(d, d_name.name), ino = RT_READ(RT_READ(d, d_inode), i_ino);

	switch (magic) {
	case 0x50495045:
		bpf_snprintf(dst, size, pipe, &ino, sizeof(ino));
		return 1;
	case 0x534f434b:
		bpf_snprintf(dst, size, sock, &ino, sizeof(ino));
		return 1;
	case 0x09041934:
		bpf_snprintf(dst, size, anon, &name, sizeof(name));
		return 1;
	case 0x01021994:	/* memfd, shared memory of System V: a dentry that hangs nowhere */
		if (RT_READ(d, d_parent) != d)
			return 0;
		bpf_snprintf(dst, size, gone, &name, sizeof(name));
		return 1;
	}
	return 0;
}

/* is it a dentry that hangs nowhere; then dst is its name */
RT_INLINE int rt_path_hangs_nowhere(char *dst, rt_u32 size, rt_u64 dentry, rt_u64 mnt)
{
	struct dentry___path *d = (void *)dentry, *root = mnt ? RT_READ((struct vfsmount___path *)mnt, mnt_root) : d;

	return RT_READ(d, d_parent) == d && d != root && rt_placeless(dst, size, dentry, RT_READ(RT_READ(d, d_sb), s_magic));
}

/* "/usr/bin/ls"; mnt 0: as seen from the root of its file system */
RT_CALL int rt_path_make(char *dst, rt_u32 size, rt_u64 dentry, rt_u64 mnt)
{
	struct rt_path_make m = { .dst = dst, .size = size, .at = rt_hide(0), .dentry = dentry, .mnt = mnt };

	dst[0] = 0;
	if (!dentry || rt_path_hangs_nowhere(dst, size, dentry, mnt))
		return 0;
	rt_path_walk(&m.walk, dentry, mnt, RT_PATH_DEPTH);
	m.left = rt_hide(m.walk.steps);
	dst[0] = '/';
	dst[1] = 0;
	bpf_loop(RT_PATH_DEPTH, rt_path_name, &m, 0);
	dst[size - 1] = 0;
	return 0;
}

/* of a struct path *, a struct file * */
RT_INLINE void rt_path_of(char *dst, rt_u32 size, rt_u64 path)
{
	struct path___path *p = (void *)path;

	rt_path_make(dst, size, (rt_u64)RT_READ(p, dentry), (rt_u64)RT_READ(p, mnt));
}

RT_INLINE void rt_d_path(struct firing *f, char *dst, rt_u32 size, rt_u64 path)
{
	dst[0] = 0;
	if (path)
		rt_path_of(dst, size, path);
	else
		rt_fault(f, 1 /* FAULT_BADADDR */, 0);
}

RT_INLINE void rt_path_of_file(char *dst, rt_u32 size, rt_u64 file)
{
	rt_path_of(dst, size, file ? (rt_u64)&((struct file___path *)file)->f_path : 0);
}

/* ---- files of D's fds[] ---- */
/* of the current process; 0: not open */
RT_CALL rt_u64 rt_fd_file(rt_s64 fd)
{
	struct task_struct___path *t = (void *)bpf_get_current_task();
	struct files_struct___path *files = RT_READ(t, files);
	struct fdtable___path *table = files ? RT_READ(files, fdt) : NULL;
	struct file___path **slots = table ? RT_READ(table, fd) : NULL;
	rt_u64 file = 0;

	if (slots && fd >= 0 && fd < RT_READ(table, max_fds))
		bpf_probe_read_kernel(&file, sizeof(file), slots + fd);
	return file;
}

/* @whole: its path, otherwise its last component */
RT_INLINE void rt_file_name(char *dst, rt_u32 size, rt_u64 file, rt_u64 magic, rt_u64 whole)
{
	struct file___path *f = (void *)file;

	dst[0] = 0;
	if (magic != 0x01021994 && rt_placeless(dst, size, (rt_u64)RT_READ(f, f_path.dentry), magic))
		return;
	if (whole)
		rt_path_of_file(dst, size, file);
	else
		bpf_probe_read_kernel_str(dst, size, RT_READ(RT_READ(f, f_path.dentry), d_name.name));
}
