/*
 * file.d - open files: fileinfo_t, fds[], cwd, root (D reference, section 3 and 10.15)
 */
typedef struct fileinfo {
	string fi_name;
	string fi_dirname;
	string fi_pathname;
	loff_t fi_offset;
	string fi_fs;
	string fi_mount;
	int fi_oflags;
} fileinfo_t;

/* what has no place in a tree of files is named as /proc/PID/fd names it: pipe:[12345] */
inline uint64_t file_magic[struct file *F] = F->f_inode->i_sb->s_magic;
inline int file_named[struct file *F] = file_magic[F] != 0x50495045 && file_magic[F] != 0x534f434b &&
    file_magic[F] != 0x09041934;

translator fileinfo_t < struct file *F > {
	fi_name = F == NULL ? "<none>" : dlib_file_name(F, file_magic[F], 0);
	fi_dirname = F == NULL ? "<none>" : !file_named[F] ? "<unknown>" : dirname(d_path(&F->f_path));
	fi_pathname = F == NULL ? "<none>" : dlib_file_name(F, file_magic[F], 1);
	fi_offset = F == NULL ? 0 : F->f_pos;
	fi_fs = F == NULL ? "<none>" : stringof(F->f_inode->i_sb->s_type->name);
	fi_mount = F == NULL ? "<none>" : "<unknown>";
	fi_oflags = F == NULL ? 0 : F->f_flags;
};

/* of the current process; NULL: not open */
inline struct file *dlib_file[int fd] = (struct file *)dlib_fd_file(fd);

inline fileinfo_t fds[int fd] = xlate <fileinfo_t> (dlib_file[fd]);

inline string cwd = d_path(&curthread->fs->pwd);
inline string root = d_path(&curthread->fs->root);
