/*
 * moved.c - members of the kernel's structures that older kernels have elsewhere
 */
#include <string.h>
#include "lang/moved.h"

static const struct { const char *of, *word, *now; } rows[] = {
	/* tasks */
	{ "task_struct", "state", "__state" },					/* 5.14 */
	{ "task_struct", "cpu", "thread_info.cpu" },				/* 5.16 */
	{ "task_struct", "uid", "cred.uid" }, { "task_struct", "euid", "cred.euid" },	/* 2.6.29 */
	{ "task_struct", "suid", "cred.suid" }, { "task_struct", "fsuid", "cred.fsuid" },
	{ "task_struct", "gid", "cred.gid" }, { "task_struct", "egid", "cred.egid" },
	{ "task_struct", "sgid", "cred.sgid" }, { "task_struct", "fsgid", "cred.fsgid" },
	{ "task_struct", "user", "cred.user" },
	{ "task_struct", "real_start_time", "start_boottime" },			/* 5.5 */
	{ "task_struct", "cpus_allowed", "cpus_mask" },				/* 5.3 */
	{ "task_struct", "se.statistics", "stats" },				/* 5.16 */
	{ "task_struct", "time_slice", "rt.time_slice" }, { "task_struct", "sum_exec_runtime", "se.sum_exec_runtime" },
	{ "cfs_rq", "nr_running", "nr_queued" }, { "cfs_rq", "h_nr_running", "h_nr_queued" },	/* 6.14 */
	{ "signal_struct", "count", "sigcnt" },
	{ "linux_binprm", "e_uid", "cred.euid" }, { "linux_binprm", "e_gid", "cred.egid" },
	{ "nsproxy", "pid_ns", "pid_ns_for_children" },				/* 3.11 */
	{ "kuid_t", "", "val" }, { "kgid_t", "", "val" },			/* 3.5: were numbers */
	{ "refcount_struct", "counter", "refs.counter" },			/* 4.11: were atomic_t */
	{ "net", "proc_inum", "ns.inum" }, { "pid_namespace", "proc_inum", "ns.inum" },		/* 3.19 */
	{ "mnt_namespace", "proc_inum", "ns.inum" }, { "uts_namespace", "proc_inum", "ns.inum" },
	{ "ipc_namespace", "proc_inum", "ns.inum" }, { "user_namespace", "proc_inum", "ns.inum" },
	{ "fs_struct", "pwdmnt", "pwd.mnt" }, { "fs_struct", "rootmnt", "root.mnt" },	/* 2.6.25 */
	{ "cgroup", "dentry.d_name", "kn" }, { "cgroup", "name.name", "kn.name" },	/* 3.15 */
	{ "thread_struct", "fs", "fsbase" }, { "thread_struct", "gs", "gsbase" },	/* 4.7 */
	/* files */
	{ "file", "f_dentry", "f_path.dentry" }, { "file", "f_vfsmnt", "f_path.mnt" },	/* 3.19 */
	{ "file", "f_uid", "f_cred.fsuid" }, { "file", "f_gid", "f_cred.fsgid" },	/* 2.6.29 */
	{ "nameidata", "dentry", "path.dentry" }, { "nameidata", "mnt", "path.mnt" },	/* 2.6.25 */
	{ "dentry", "d_iname", "d_shortname.string" },				/* 6.14 */
	{ "dentry", "d_count", "d_lockref.count" }, { "dentry", "d_lock", "d_lockref.lock" },	/* 3.12 */
	{ "dentry", "d_child", "d_u.d_child" }, { "dentry", "d_child", "d_sib" },	/* 6.8 */
	{ "dentry", "d_u.d_child", "d_sib" }, { "dentry", "d_subdirs", "d_children" },
	{ "inode", "i_atime.tv_sec", "__i_atime.tv_sec" }, { "inode", "i_atime.tv_sec", "i_atime_sec" },	/* 6.7, 6.11 */
	{ "inode", "i_atime.tv_nsec", "__i_atime.tv_nsec" }, { "inode", "i_atime.tv_nsec", "i_atime_nsec" },
	{ "inode", "i_mtime.tv_sec", "__i_mtime.tv_sec" }, { "inode", "i_mtime.tv_sec", "i_mtime_sec" },
	{ "inode", "i_mtime.tv_nsec", "__i_mtime.tv_nsec" }, { "inode", "i_mtime.tv_nsec", "i_mtime_nsec" },
	{ "inode", "i_ctime.tv_sec", "__i_ctime.tv_sec" }, { "inode", "i_ctime.tv_sec", "i_ctime_sec" },	/* 6.6 */
	{ "inode", "i_ctime.tv_nsec", "__i_ctime.tv_nsec" }, { "inode", "i_ctime.tv_nsec", "i_ctime_nsec" },
	{ "inode", "i_mutex", "i_rwsem" },					/* 4.7 */
	{ "file", "f_count.counter", "f_ref.refcnt.counter" },			/* 6.13 */
	{ "dentry", "d_alias", "d_u.d_alias" },					/* 3.19 */
	{ "address_space", "backing_dev_info", "host.i_sb.s_bdi" },		/* 4.0 */
	{ "address_space", "page_tree", "i_pages" },				/* 4.17 */
	{ "pipe_inode_info", "buffers", "ring_size" },				/* 5.5 */
	{ "file_lock", "fl_type", "c.flc_type" }, { "file_lock", "fl_pid", "c.flc_pid" },	/* 6.9 */
	{ "file_lock", "fl_flags", "c.flc_flags" }, { "file_lock", "fl_file", "c.flc_file" },
	{ "file_lock", "fl_owner", "c.flc_owner" },
	{ "iov_iter", "iov", "__iov" }, { "iov_iter", "type", "iter_type" },	/* 6.4, 5.14 */
	{ "msghdr", "msg_iov", "msg_iter.iov" }, { "msghdr", "msg_iov", "msg_iter.__iov" },	/* 3.19 */
	{ "msghdr", "msg_iovlen", "msg_iter.nr_segs" },
	{ "tty_struct", "pgrp", "ctrl.pgrp" }, { "tty_struct", "session", "ctrl.session" },	/* 5.16 */
	{ "tty_struct", "packet", "ctrl.packet" }, { "tty_struct", "ctrl_status", "ctrl.pktstatus" },
	{ "tty_struct", "stopped", "flow.stopped" },
	/* interrupts, and registers before 2.6.25 */
	{ "irq_desc", "irq", "irq_data.irq" }, { "irq_desc", "chip", "irq_data.chip" },	/* 2.6.37 */
	{ "pt_regs", "rip", "ip" }, { "pt_regs", "rsp", "sp" }, { "pt_regs", "rbp", "bp" }, { "pt_regs", "rax", "ax" },
	{ "pt_regs", "rbx", "bx" }, { "pt_regs", "rcx", "cx" }, { "pt_regs", "rdx", "dx" }, { "pt_regs", "rsi", "si" },
	{ "pt_regs", "rdi", "di" }, { "pt_regs", "orig_rax", "orig_ax" }, { "pt_regs", "eflags", "flags" },
	{ "pt_regs", "eip", "ip" }, { "pt_regs", "esp", "sp" }, { "pt_regs", "eax", "ax" },
	{ "pt_regs", "ebx", "bx" }, { "pt_regs", "ecx", "cx" }, { "pt_regs", "edx", "dx" }, { "pt_regs", "esi", "si" },
	{ "pt_regs", "edi", "di" }, { "pt_regs", "ebp", "bp" }, { "pt_regs", "orig_eax", "orig_ax" },
	{ "irq_desc", "status", "status_use_accessors" },
	{ "irq_data", "affinity", "common.affinity" }, { "irq_data", "node", "common.node" },	/* 4.3 */
	/* block devices */
	{ "bio", "bi_sector", "bi_iter.bi_sector" }, { "bio", "bi_size", "bi_iter.bi_size" },	/* 3.14 */
	{ "bio", "bi_idx", "bi_iter.bi_idx" }, { "bio", "bi_rw", "bi_opf" },		/* 4.8 */
	{ "bio", "bi_disk", "bi_bdev.bd_disk" },				/* 4.14 to 5.11 */
	{ "request", "rq_disk", "q.disk" },					/* 5.17 */
	{ "request", "sector", "__sector" }, { "request", "hard_sector", "__sector" },
	{ "request", "data_len", "__data_len" }, { "request", "flags", "cmd_flags" },
	{ "request_queue", "hardsect_size", "limits.logical_block_size" },
	{ "request_queue", "max_sectors", "limits.max_sectors" },
	{ "request_queue", "backing_dev_info", "disk.bdi" },			/* 5.15 */
	{ "block_device", "nr_sects", "bd_nr_sectors" }, { "block_device", "start_sect", "bd_start_sect" },	/* hd_struct, 5.11 */
	{ "gendisk", "capacity", "part0.bd_nr_sectors" },
	{ "bio", "bi_partno", "bi_bdev.bd_partno" }, { "bio", "bi_cnt", "__bi_cnt" },
	{ "block_device", "partno", "bd_partno" }, { "block_device", "bd_contains", "bd_disk.part0" },	/* 5.11 */
	/* memory */
	{ "mm_struct", "mmap_sem", "mmap_lock" },				/* 5.8 */
	{ "page", "_count", "_refcount" }, { "page", "index", "__folio_index" },	/* 4.6, 6.16 */
	{ "vm_fault", "virtual_address", "address" },				/* 4.10 */
	{ "kmem_cache", "objsize", "object_size" }, { "kmem_cache", "buffer_size", "size" },	/* 3.6 */
	{ "hrtimer", "expires", "node.expires" }, { "hrtimer", "_expires", "node.expires" },
	{ "zone", "watermark", "_watermark" },					/* 5.0 */
	{ "module", "module_core", "core_layout.base" }, { "module", "core_size", "core_layout.size" },	/* 4.5 to 6.4 */
	/* sockets: macros of the kernel's headers, and names before 2.6.33 */
	{ "sock", "sk_family", "__sk_common.skc_family" }, { "sock", "sk_state", "__sk_common.skc_state" },
	{ "sock", "sk_daddr", "__sk_common.skc_daddr" }, { "sock", "sk_rcv_saddr", "__sk_common.skc_rcv_saddr" },
	{ "sock", "sk_dport", "__sk_common.skc_dport" }, { "sock", "sk_num", "__sk_common.skc_num" },
	{ "sock", "sk_prot", "__sk_common.skc_prot" }, { "sock", "sk_reuse", "__sk_common.skc_reuse" },
	{ "sock", "sk_net", "__sk_common.skc_net" }, { "sock", "sk_bound_dev_if", "__sk_common.skc_bound_dev_if" },
	{ "sock", "sk_v6_daddr", "__sk_common.skc_v6_daddr" }, { "sock", "sk_v6_rcv_saddr", "__sk_common.skc_v6_rcv_saddr" },
	{ "sock", "sk_flags", "__sk_common.skc_flags" }, { "sock", "sk_refcnt", "__sk_common.skc_refcnt" },
	{ "sock", "sk_hash", "__sk_common.skc_hash" },
	{ "inet_sock", "inet_daddr", "sk.__sk_common.skc_daddr" }, { "inet_sock", "daddr", "sk.__sk_common.skc_daddr" },
	{ "inet_sock", "inet_rcv_saddr", "sk.__sk_common.skc_rcv_saddr" },
	{ "inet_sock", "rcv_saddr", "sk.__sk_common.skc_rcv_saddr" },
	{ "inet_sock", "inet_dport", "sk.__sk_common.skc_dport" }, { "inet_sock", "dport", "sk.__sk_common.skc_dport" },
	{ "inet_sock", "inet_num", "sk.__sk_common.skc_num" }, { "inet_sock", "num", "sk.__sk_common.skc_num" },
	{ "inet_sock", "sport", "inet_sport" }, { "inet_sock", "saddr", "inet_saddr" },
	{ "sock", "sk_cookie", "__sk_common.skc_cookie" }, { "sock", "sk_ipv6only", "__sk_common.skc_ipv6only" },
	{ "sock", "sk_addrpair", "__sk_common.skc_addrpair" }, { "sock", "sk_portpair", "__sk_common.skc_portpair" },
	{ "sock", "sk_rmem_alloc", "sk_backlog.rmem_alloc" }, { "sock", "sk_sleep", "sk_wq.wait" },
	{ "sk_buff", "iif", "skb_iif" },
	{ "request_sock_queue", "listen_opt.qlen", "qlen.counter" },		/* 4.4 */
	{ "request_sock_queue", "listen_opt.qlen_young", "young.counter" },
	{ "socket", "wait", "wq.wait" },					/* 2.6.35 */
	{ "net_device", "hard_start_xmit", "netdev_ops.ndo_start_xmit" },	/* 2.6.29 */
	{ "inet_sock", "opt", "inet_opt" }, { "inet_sock", "id", "inet_id" },	/* 2.6.33 */
	{ "device", "bus_id", "kobj.name" },					/* 2.6.30 */
	{ "inet_request_sock", "ir_rmt_addr", "req.__req_common.skc_daddr" },
	{ "inet_request_sock", "ir_loc_addr", "req.__req_common.skc_rcv_saddr" },
	{ "inet_request_sock", "ir_num", "req.__req_common.skc_num" },
	{ "inet_request_sock", "ir_rmt_port", "req.__req_common.skc_dport" },
	{ "inet_request_sock", "rmt_addr", "req.__req_common.skc_daddr" },	/* 3.13 */
	{ "inet_request_sock", "loc_addr", "req.__req_common.skc_rcv_saddr" },
	{ "inet_request_sock", "rmt_port", "req.__req_common.skc_dport" },
	{ "inet_timewait_sock", "tw_rcv_saddr", "__tw_common.skc_rcv_saddr" },
	{ "inet_timewait_sock", "tw_daddr", "__tw_common.skc_daddr" },
	{ "inet_timewait_sock", "tw_dport", "__tw_common.skc_dport" },
	{ "inet_timewait_sock", "tw_num", "__tw_common.skc_num" },
	{ "inet_timewait_sock", "tw_family", "__tw_common.skc_family" },
	{ "inet_timewait_sock", "tw_state", "__tw_common.skc_state" },
};

const char *moved_member(const char *of, const char *word, size_t nth)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (!strcmp(rows[i].of, of) && !strcmp(rows[i].word, word) && !nth--)
			return rows[i].now;
	return NULL;
}

bool moved_word(const char *word)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (!strcmp(rows[i].word, word))
			return true;
	return false;
}
