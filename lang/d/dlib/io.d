/*
 * io.d - the io provider: requests to block devices (D reference, 10.10)
 *
 * A request starts when it is made and is done when its device says so; its length and place are those
 * of the request. What it carries belongs to a file when its first page does: the name of one that is
 * written back or read ahead is known, that of direct I/O is not.
 */
inline int B_BUSY = 0x00000001;
inline int B_DONE = 0x00000002;
inline int B_ERROR = 0x00000004;
inline int B_PAGEIO = 0x00000010;
inline int B_PHYS = 0x00000020;
inline int B_READ = 0x00000040;
inline int B_WRITE = 0x00000100;
inline int B_ASYNC = 0x00000400;

typedef struct bufinfo {
	int b_flags;
	size_t b_bcount;
	caddr_t b_addr;
	uint64_t b_lblkno;
	uint64_t b_blkno;
	size_t b_resid;
	size_t b_bufsize;
	caddr_t b_iodone;
	int b_error;
	dev_t b_edev;
} bufinfo_t;

typedef struct devinfo {
	int dev_major;
	int dev_minor;
	int dev_instance;
	string dev_name;
	string dev_statname;
	string dev_pathname;
} devinfo_t;

/* ---- requests ---- */
/* REQ_OP_*: odd ones move data to the device; REQ_SYNC is bit 11 (include/linux/blk_types.h) */
inline int rq_flags[uint32_t op, struct bio *b] =
	((op & 1) ? B_WRITE : B_READ) | ((op & 0x800) || !(op & 1) ? 0 : B_ASYNC) |
	(b != NULL && b->bi_io_vec != NULL && b->bi_io_vec->bv_page->mapping != NULL &&
	 ((uint64_t)b->bi_io_vec->bv_page->mapping & 3) == 0 ? B_PAGEIO : B_PHYS);
inline struct block_device *rq_part[struct request *r] =
	r->part != NULL ? r->part : r->bio != NULL ? r->bio->bi_bdev : (struct block_device *)NULL;
inline dev_t rq_dev[struct request *r] = rq_part[r] != NULL ? rq_part[r]->bd_dev : 0;

translator bufinfo_t < struct request *r > {
	b_flags = rq_flags[r->cmd_flags, r->bio];
	b_bcount = r->__data_len;
	b_addr = (caddr_t)0;
	b_lblkno = r->__sector;
	b_blkno = r->__sector;
	b_resid = 0;
	b_bufsize = r->__data_len;
	b_iodone = (caddr_t)r->end_io;
	b_error = 0;
	b_edev = rq_dev[r];
};

inline string bd_name[struct block_device *d] = d == NULL ? "<unknown>" : stringof(d->bd_disk->disk_name);

translator devinfo_t < struct block_device *d > {
	dev_major = d == NULL ? 0 : getmajor(d->bd_dev);
	dev_minor = d == NULL ? 0 : getminor(d->bd_dev);
	dev_instance = d == NULL ? 0 : getminor(d->bd_dev);
	dev_name = bd_name[d];
	dev_statname = d == NULL ? "<unknown>" : stringof(d->bd_device.kobj.name);
	dev_pathname = "<unknown>";
};

translator devinfo_t < struct request *r > {
	dev_major = getmajor(rq_dev[r]);
	dev_minor = getminor(rq_dev[r]);
	dev_instance = getminor(rq_dev[r]);
	dev_name = xlate <devinfo_t *> (rq_part[r])->dev_name;
	dev_statname = xlate <devinfo_t *> (rq_part[r])->dev_statname;
	dev_pathname = "<unknown>";
};

/* ---- the bio itself ---- */
translator bufinfo_t < struct bio *b > {
	b_flags = rq_flags[b->bi_opf, b];
	b_bcount = b->bi_iter.bi_size;
	b_addr = (caddr_t)0;
	b_lblkno = b->bi_iter.bi_sector;
	b_blkno = b->bi_iter.bi_sector;
	b_resid = 0;
	b_bufsize = b->bi_iter.bi_size;
	b_iodone = (caddr_t)b->bi_end_io;
	b_error = b->bi_status;
	b_edev = b->bi_bdev->bd_dev;
};

translator devinfo_t < struct bio *b > {
	dev_major = getmajor(b->bi_bdev->bd_dev);
	dev_minor = getminor(b->bi_bdev->bd_dev);
	dev_instance = getminor(b->bi_bdev->bd_dev);
	dev_name = xlate <devinfo_t *> (b->bi_bdev)->dev_name;
	dev_statname = xlate <devinfo_t *> (b->bi_bdev)->dev_statname;
	dev_pathname = "<unknown>";
};

/* ---- the file that the first page belongs to ---- */
/* low bits of a mapping say that the page is anonymous, or somebody else's */
inline struct address_space *bio_mapping[struct bio *b] =
	b != NULL && b->bi_io_vec != NULL && b->bi_io_vec->bv_page != NULL &&
	((uint64_t)b->bi_io_vec->bv_page->mapping & 3) == 0 ?
	b->bi_io_vec->bv_page->mapping : (struct address_space *)NULL;
inline struct inode *mapping_inode[struct address_space *M] = M != NULL ? M->host : (struct inode *)NULL;
/* one of its names: a dentry is on its inode's list by d_u.d_alias */
inline struct dentry *inode_dentry[struct inode *I] =
	I != NULL && I->i_dentry.first != NULL ?
	(struct dentry *)((uint64_t)I->i_dentry.first - offsetof(struct dentry, d_u)) : (struct dentry *)NULL;
inline struct inode *bio_inode[struct bio *b] = mapping_inode[bio_mapping[b]];

/* what a file system keeps for itself has no name */
inline int dentry_named[struct dentry *D] = D != NULL && D->d_name.len != 0;

translator fileinfo_t < struct dentry *D > {
	fi_name = !dentry_named[D] ? "<none>" : stringof(D->d_name.name);
	fi_dirname = !dentry_named[D] ? "<unknown>" : stringof(D->d_parent->d_name.name);
	fi_pathname = !dentry_named[D] ? "<unknown>" : stringof(D->d_name.name);
	fi_offset = 0;
	fi_fs = D == NULL ? "<none>" : stringof(D->d_sb->s_type->name);
	fi_mount = "<unknown>";
	fi_oflags = 0;
};

translator fileinfo_t < struct bio *b > {
	fi_name = xlate <fileinfo_t *> (inode_dentry[bio_inode[b]])->fi_name;
	fi_dirname = xlate <fileinfo_t *> (inode_dentry[bio_inode[b]])->fi_dirname;
	fi_pathname = xlate <fileinfo_t *> (inode_dentry[bio_inode[b]])->fi_pathname;
	fi_offset = 0;
	fi_fs = xlate <fileinfo_t *> (bio_inode[b])->fi_fs;
	fi_mount = "<unknown>";
	fi_oflags = 0;
};

translator fileinfo_t < struct inode *I > {
	fi_fs = I == NULL ? "<none>" : stringof(I->i_sb->s_type->name);
};

/* ---- probes ---- */
/*
 * REQ_OP_DRV_IN and _OUT, 34 and 35, are commands to a driver, no I/O. Both points are where a request is
 * made, by the thread that wants it: who gives it to the device is often a worker of the kernel's.
 */
probe io:vmlinux::start (bufinfo_t *, devinfo_t *, fileinfo_t *)
	= rawtp:block::block_io_start
	  / (args[0]->cmd_flags & 0xff) < 34 /
	  {
		args[0] = xlate <bufinfo_t *> ((struct request *)args[0]);
		args[1] = xlate <devinfo_t *> ((struct request *)args[0]);
		args[2] = xlate <fileinfo_t *> (args[0]->bio);
	  }
	| rawtp:block::block_getrq
	  / (args[0]->bi_opf & 0xff) < 34 /
	  {
		args[0] = xlate <bufinfo_t *> ((struct bio *)args[0]);
		args[1] = xlate <devinfo_t *> ((struct bio *)args[0]);
		args[2] = xlate <fileinfo_t *> ((struct bio *)args[0]);
	  }
	;

/*
 * The tracepoint of the same kind comes when length and place are gone: this one has them still. What
 * carries nothing is a step of a flush, which was not started either.
 */
probe io:vmlinux::done (bufinfo_t *, devinfo_t *, fileinfo_t *)
	= rawtp:block::block_rq_complete
	  / args[0]->bio != NULL && (args[0]->cmd_flags & 0xff) < 34 /
	  {
		args[0] = xlate <bufinfo_t *> ((struct request *)args[0]);
		args[1] = xlate <devinfo_t *> ((struct request *)args[0]);
		args[2] = xlate <fileinfo_t *> (args[0]->bio);
	  }
	;

probe io:vmlinux::wait-start (bufinfo_t *, devinfo_t *, fileinfo_t *)
	= fbt:vmlinux:submit_bio_wait:entry
	  {
		args[0] = xlate <bufinfo_t *> ((struct bio *)arg0);
		args[1] = xlate <devinfo_t *> ((struct bio *)arg0);
		args[2] = xlate <fileinfo_t *> ((struct bio *)arg0);
	  }
	;

probe io:vmlinux::wait-done (bufinfo_t *, devinfo_t *, fileinfo_t *)
	= fbt:vmlinux:submit_bio_wait:return
	  / self->bio /
	  {
		args[0] = xlate <bufinfo_t *> ((struct bio *)self->bio);
		args[1] = xlate <devinfo_t *> ((struct bio *)self->bio);
		args[2] = xlate <fileinfo_t *> ((struct bio *)self->bio);
	  }
	with fbt:vmlinux:submit_bio_wait:entry { self->bio = arg0; }
	after { self->bio = 0; }
	;
