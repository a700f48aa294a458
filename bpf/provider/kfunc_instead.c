/*
 * kfunc_instead.c - what answers the same question where the kernel lets nobody probe its functions
 *
 * Hardened and small kernels have no kprobes; their system calls and tracepoints are there all the
 * same. The rows are for functions that people probe; patterns, the first that fits is taken.
 */
#include <stddef.h>
#include "bpf/feature.h"
#include "bpf/provider/kfunc.h"
#include "lang/prog/prog.h"
#include "lib/glob.h"

struct instead {
	const char *func;
	const char *d, *stap;
	const char *event;	/* GROUP:NAME, of a tracepoint in the function, in the task that called it, with its arguments
				   (by the names of lang/older.def); NULL: there is none */
};

/* a system call, or a tracepoint of a group: both languages spell them from the same words */
#define CALL(func, name) { func, "syscall::" name ":", "syscall." name }
#define POINT(func, group, name) { func, "sdt:" group "::" name, "kernel.trace(\"" group ":" name "\")" }

#define WHOLE(func, group, name) { func, "sdt:" group "::" name, "kernel.trace(\"" group ":" name "\")", group ":" name }

static const struct instead rows[] = {
	WHOLE("__kmalloc", "kmem", "kmalloc"),
	WHOLE("__kmalloc_noprof", "kmem", "kmalloc"),
	WHOLE("kmem_cache_alloc", "kmem", "kmem_cache_alloc"),
	{ "vfs_read*", "syscall::read:, syscall::pread64:, syscall::readv:", "syscall.read, syscall.pread, syscall.readv" },
	{ "vfs_write*", "syscall::write:, syscall::pwrite64:, syscall::writev:", "syscall.write, syscall.pwrite, syscall.writev" },
	{ "vfs_open", "syscall::openat:, syscall::open:", "syscall.openat, syscall.open" },
	{ "do_sys_open*", "syscall::openat:, syscall::open:", "syscall.openat, syscall.open" },
	{ "do_filp_open", "syscall::openat:, syscall::open:", "syscall.openat, syscall.open" },
	CALL("filp_close", "close"),
	CALL("vfs_fsync*", "fsync"),
	{ "vfs_unlink", "syscall::unlink:, syscall::unlinkat:", "syscall.unlink, syscall.unlinkat" },
	{ "vfs_rename", "syscall::rename*:", "syscall.rename, syscall.renameat, syscall.renameat2" },
	{ "vfs_mkdir", "syscall::mkdir*:", "syscall.mkdir, syscall.mkdirat" },
	{ "vfs_stat*", "syscall::newfstatat:, syscall::statx:", "syscall.fstatat, syscall.statx" },
	{ "vfs_getattr*", "syscall::newfstatat:, syscall::statx:", "syscall.fstatat, syscall.statx" },
	CALL("iterate_dir", "getdents64"),
	CALL("ksys_mmap*", "mmap"),
	{ "do_mmap", "syscall::mmap:", "syscall.mmap2" },
	CALL("do_munmap*", "munmap"),
	CALL("do_brk*", "brk"),
	CALL("tcp_v?_connect", "connect"),
	{ "tcp_sendmsg*", "syscall::sendto:, syscall::sendmsg:, syscall::write:", "syscall.sendto, syscall.sendmsg, syscall.write" },
	{ "tcp_recvmsg*", "syscall::recvfrom:, syscall::recvmsg:, syscall::read:", "syscall.recvfrom, syscall.recvmsg, syscall.read" },
	{ "udp_sendmsg*", "syscall::sendto:, syscall::sendmsg:", "syscall.sendto, syscall.sendmsg" },
	{ "udp_recvmsg*", "syscall::recvfrom:, syscall::recvmsg:", "syscall.recvfrom, syscall.recvmsg" },
	{ "sock_sendmsg*", "syscall::sendto:, syscall::sendmsg:", "syscall.sendto, syscall.sendmsg" },
	{ "sock_recvmsg*", "syscall::recvfrom:, syscall::recvmsg:", "syscall.recvfrom, syscall.recvmsg" },
	{ "inet_csk_accept", "syscall::accept*:", "syscall.accept, syscall.accept4" },
	POINT("tcp_set_state", "sock", "inet_sock_set_state"),
	POINT("tcp_retransmit_skb*", "tcp", "tcp_retransmit_skb"),
	POINT("tcp_v?_rcv", "tcp", "tcp_probe"),
	POINT("kfree_skb*", "skb", "kfree_skb"),
	POINT("*netif_receive_skb*", "net", "netif_receive_skb"),
	POINT("ip_rcv*", "net", "netif_receive_skb"),
	POINT("*dev_queue_xmit", "net", "net_dev_queue"),
	POINT("dev_hard_start_xmit", "net", "net_dev_start_xmit"),
	POINT("submit_bio*", "block", "block_bio_queue"),
	POINT("bio_endio", "block", "block_bio_complete"),
	POINT("blk_mq_start_request", "block", "block_rq_issue"),
	POINT("blk_mq_end_request", "block", "block_rq_complete"),
	POINT("*blk_account_io_done", "block", "block_rq_complete"),
	POINT("*blk_account_io_start", "block", "block_rq_issue"),
	POINT("__schedule", "sched", "sched_switch"),
	POINT("schedule", "sched", "sched_switch"),
	POINT("finish_task_switch*", "sched", "sched_switch"),
	POINT("context_switch", "sched", "sched_switch"),
	POINT("try_to_wake_up", "sched", "sched_waking"),
	POINT("wake_up_new_task", "sched", "sched_wakeup_new"),
	POINT("kernel_clone", "sched", "sched_process_fork"),
	POINT("_do_fork", "sched", "sched_process_fork"),
	POINT("copy_process", "sched", "sched_process_fork"),
	WHOLE("do_exit", "sched", "sched_process_exit"),
	POINT("*do_exec*", "sched", "sched_process_exec"),
	POINT("begin_new_exec", "sched", "sched_process_exec"),
	POINT("*send_signal*", "signal", "signal_generate"),
	POINT("get_signal", "signal", "signal_deliver"),
	POINT("handle_mm_fault", "exceptions", "page_fault_user"),
	{ "do_*_page", "sdt:exceptions::page_fault_user", "vm.pagefault" },
	{ "do_*fault", "sdt:exceptions::page_fault_user", "vm.pagefault" },
	POINT("__kmalloc*", "kmem", "kmalloc"),
	POINT("kmalloc*", "kmem", "kmalloc"),
	WHOLE("kfree", "kmem", "kfree"),
	POINT("kmem_cache_alloc*", "kmem", "kmem_cache_alloc"),
	POINT("kmem_cache_free", "kmem", "kmem_cache_free"),
	POINT("__alloc_pages*", "kmem", "mm_page_alloc"),
	POINT("free_unref_page*", "kmem", "mm_page_free"),
	POINT("shrink_*", "vmscan", "mm_vmscan_direct_reclaim_begin"),
	POINT("oom_kill_process", "oom", "mark_victim"),
	POINT("*filemap_add_folio", "filemap", "mm_filemap_add_to_page_cache"),
	POINT("add_to_page_cache*", "filemap", "mm_filemap_add_to_page_cache"),
	POINT("handle_IRQ_event", "irq", "irq_handler_entry"),
	POINT("do_IRQ", "irq", "irq_handler_entry"),
	POINT("common_interrupt", "irq", "irq_handler_entry"),
	POINT("smp_apic_timer_interrupt", "irq_vectors", "local_timer_entry"),
	POINT("smp_reschedule_interrupt", "irq_vectors", "reschedule_entry"),
	POINT("scsi_dispatch_cmd", "scsi", "scsi_dispatch_cmd_start"),
	POINT("scsi_done", "scsi", "scsi_dispatch_cmd_done"),
	POINT("*elv_add_request", "block", "block_rq_insert"),
	POINT("blk_insert_request", "block", "block_rq_insert"),
	POINT("*_insert_request", "block", "block_rq_insert"),
	POINT("*_add_request", "block", "block_rq_insert"),
	POINT("blk_fetch_request", "block", "block_rq_issue"),
	POINT("elv_next_request", "block", "block_rq_issue"),
	POINT("elv_completed_request", "block", "block_rq_complete"),
	POINT("blk_account_io_completion", "block", "block_rq_complete"),
	POINT("handle_irq_event*", "irq", "irq_handler_entry"),
	POINT("*do_softirq", "irq", "softirq_entry"),
	POINT("handle_softirqs", "irq", "softirq_entry"),
	POINT("hrtimer_*", "timer", "hrtimer_expire_entry"),
	POINT("run_timer_*", "timer", "timer_expire_entry"),
	POINT("process_one_work", "workqueue", "workqueue_execute_start"),
	POINT("lock_acquire", "lock", "contention_begin"),
	POINT("rwsem_down_*", "lock", "contention_begin"),
	POINT("mutex_lock*", "lock", "contention_begin"),
	POINT("*_spin_lock*", "lock", "contention_begin"),
	POINT("down_*", "lock", "contention_begin"),
	POINT("lock_kernel", "lock", "contention_begin"),
	POINT("unlock_kernel", "lock", "contention_end"),
	POINT("handle_signal", "signal", "signal_deliver"),
	POINT("migrate_task", "sched", "sched_migrate_task"),
	POINT("pick_next_task", "sched", "sched_switch"),
	POINT("flush_tlb_*", "tlb", "tlb_flush"),
	{ "may_create", "fbt::security_inode_create:, fbt::security_inode_mkdir:",
	  "kernel.function(\"security_inode_create\"), kernel.function(\"security_inode_mkdir\")" },
	{ "may_delete", "fbt::security_inode_unlink:, fbt::security_inode_rmdir:",
	  "kernel.function(\"security_inode_unlink\"), kernel.function(\"security_inode_rmdir\")" },
	POINT("ext4_sync_file", "ext4", "ext4_sync_file_enter"),
	POINT("nfs_file_*", "nfs", "nfs_initiate_read"),
	{ "__x64_sys_*", "the syscall provider", "syscall.*" },
	{ "__se_sys_*", "the syscall provider", "syscall.*" },
	{ "sys_*", "the syscall provider", "syscall.*" },
};

static const struct instead *row_of(const char *symbol)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (glob_match(rows[i].func, symbol))
			return &rows[i];
	return NULL;
}

const char *kfunc_instead(const char *symbol, enum lang lang)
{
	const struct instead *row = row_of(symbol);

	return !row ? NULL : lang == LANG_D ? row->d : row->stap;
}

const char *kfunc_stand_in(struct world *w, const char *symbol)
{
	const struct instead *row = row_of(symbol);

	return row && row->event && kfunc_none(w) ? row->event : NULL;
}

bool kfunc_none(struct world *w)
{
	static const enum feature ways[] = { FEAT_fentry, FEAT_kprobe, FEAT_kprobe_multi };

	if (!w->features || !feature_has(w->features, FEAT_root))
		return false;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (feature_has(w->features, ways[i]))
			return false;
	return true;
}
