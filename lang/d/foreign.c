/*
 * foreign.c - what probes, members and symbols of other systems are called here
 *
 * Scripts were written on Solaris, illumos, FreeBSD and macOS, whose system calls, kernel functions
 * and providers have other names. Such a description matches nothing, and the message then says
 * what Linux has in its place. Only names that differ are here; a name of both needs no word.
 */
#include <stdbool.h>
#include <string.h>
#include "lang/d/foreign.h"
#include "lang/probe.h"
#include "lib/arena.h"
#include "lib/glob.h"

/* a system that has the name */
#define SOLARIS "Solaris' name"
#define BSD	"FreeBSD's name"
#define MACOS	"macOS' name"

struct foreign {
	const char *prov, *func;	/* patterns; the first row that fits is taken */
	const char *hint;
	const char *same;		/* a name here with the same meaning: taken in its place */
};

#define CALL(func, whose, here) { "syscall", func, "that is " whose " of a system call; on Linux: " here, NULL }
#define SAME(func, here) { "syscall", func, "on Linux that system call is syscall::" here ":", here }
#define FUNC(func, whose, here) { "fbt", func, "that is " whose " of a kernel function; on Linux: " here, NULL }
#define PROVIDER(name, here) { name, "*", here, NULL }

static const struct foreign rows[] = {
	SAME("exece", "execve"),
	SAME("exec", "execve"),
	SAME("rexit", "exit_group"),
	SAME("sys_exit", "exit_group"),
	SAME("fork1", "fork"),
	CALL("forkall", SOLARIS, "syscall::fork:, syscall::clone:, or proc:::create"),
	CALL("forksys", SOLARIS, "syscall::fork:, syscall::clone:, or proc:::create"),
	SAME("vforkx", "vfork"),
	SAME("forkx", "fork"),
	CALL("rfork", BSD, "syscall::clone:, or proc:::create"),
	CALL("posix_spawn", MACOS, "syscall::clone: and syscall::execve:, or proc:::exec-success"),
	SAME("open64", "open"),
	SAME("openat64", "openat"),
	SAME("creat64", "creat"),
	CALL("fsat", SOLARIS, "syscall::openat:, syscall::unlinkat:, syscall::newfstatat: and so on"),
	SAME("stat", "newstat"),
	SAME("lstat", "newlstat"),
	SAME("fstat", "newfstat"),
	SAME("fstatat", "newfstatat"),
	SAME("stat64", "newstat"),
	SAME("lstat64", "newlstat"),
	SAME("fstat64", "newfstat"),
	SAME("fstatat64", "newfstatat"),
	CALL("xstat", SOLARIS, "syscall::newstat:"),
	CALL("lxstat", SOLARIS, "syscall::newlstat:"),
	CALL("fxstat", SOLARIS, "syscall::newfstat:"),
	SAME("pread", "pread64"),
	SAME("pwrite", "pwrite64"),
	SAME("uname", "newuname"),
	CALL("umount", "the library's name", "syscall::umount: is umount2"),
	SAME("mmap64", "mmap"),
	SAME("llseek", "lseek"),
	SAME("getdirentries*", "getdents64"),
	CALL("readdir", SOLARIS, "syscall::getdents64:"),
	SAME("fdsync", "fsync"),
	CALL("utimesys", SOLARIS, "syscall::utimensat:"),
	CALL("xmknod", SOLARIS, "syscall::mknod:"),
	CALL("resolvepath", SOLARIS, "syscall::readlink:"),
	CALL("memcntl", SOLARIS, "syscall::madvise: and syscall::msync:"),
	SAME("sbrk", "brk"),
	SAME("sigaction", "rt_sigaction"),
	SAME("sigprocmask", "rt_sigprocmask"),
	SAME("sigpending", "rt_sigpending"),
	SAME("sigsuspend", "rt_sigsuspend"),
	SAME("sigtimedwait", "rt_sigtimedwait"),
	SAME("sigqueue", "rt_sigqueueinfo"),
	SAME("sigreturn", "rt_sigreturn"),
	CALL("waitsys", SOLARIS, "syscall::wait4: and syscall::waitid:"),
	CALL("wait", "the library's name", "syscall::wait4:"),
	CALL("lwp_create", SOLARIS, "syscall::clone:, or proc:::lwp-create"),
	SAME("lwp_exit", "exit"),
	SAME("lwp_kill", "tkill"),
	SAME("lwp_self", "gettid"),
	CALL("lwp_*", SOLARIS, "syscall::futex:"),
	CALL("thr_new", BSD, "syscall::clone:"),
	SAME("thr_kill", "tkill"),
	CALL("thr_kill2", BSD, "syscall::tgkill:"),
	CALL("thr_self", BSD, "syscall::gettid:"),
	SAME("thread_selfid", "gettid"),
	CALL("thr_*", BSD, "syscall::futex:"),
	CALL("_umtx_op", BSD, "syscall::futex:"),
	CALL("psynch_*", MACOS, "syscall::futex:"),
	CALL("__semwait_signal*", MACOS, "syscall::futex: and syscall::nanosleep:"),
	CALL("bsdthread_*", MACOS, "syscall::clone:"),
	CALL("workq_*", MACOS, "none: threads wait in syscall::futex:"),
	CALL("*_nocancel", MACOS, "the name without _nocancel"),
	CALL("*_extended", MACOS, "the name without _extended"),
	SAME("pollsys", "ppoll"),
	CALL("portfs", SOLARIS, "syscall::epoll_wait: and syscall::epoll_ctl:"),
	CALL("kevent*", BSD, "syscall::epoll_wait: and syscall::epoll_ctl:"),
	CALL("kqueue", BSD, "syscall::epoll_create1:"),
	SAME("so_socket", "socket"),
	CALL("so_socketpair", SOLARIS, "syscall::socketpair:"),
	SAME("recv", "recvfrom"),
	SAME("send", "sendto"),
	CALL("getmsg", SOLARIS, "syscall::recvmsg:"),
	CALL("putmsg", SOLARIS, "syscall::sendmsg:"),
	SAME("gtime", "time"),
	CALL("stime", SOLARIS, "syscall::settimeofday:"),
	CALL("systeminfo", SOLARIS, "syscall::newuname:"),
	CALL("priocntl*", SOLARIS, "syscall::sched_setscheduler: and syscall::setpriority:"),
	CALL("nice", "the library's name", "syscall::setpriority:"),
	CALL("door*", SOLARIS, "none: doors are Solaris' own"),
	CALL("*sysctl*", BSD, "none: system parameters are files in /proc/sys"),
	CALL("mach_*", MACOS, "none: Mach messages are macOS' own"),
	CALL("seteuid", "the library's name", "syscall::setresuid:"),
	CALL("setegid", "the library's name", "syscall::setresgid:"),
	CALL("closefrom", BSD, "syscall::close_range:"),
	SAME("unmount", "umount"),
	SAME("yield", "sched_yield"),
	SAME("statvfs", "statfs"),
	SAME("fstatvfs", "fstatfs"),
	SAME("statvfs64", "statfs"),
	SAME("fstatvfs64", "fstatfs"),
	SAME("statfs64", "statfs"),
	SAME("fstatfs64", "fstatfs"),
	SAME("__getcwd", "getcwd"),
	SAME("getentropy", "getrandom"),
	SAME("pselect", "pselect6"),
	SAME("ntp_adjtime", "adjtimex"),
	CALL("adjtime", SOLARIS, "syscall::adjtimex:"),
	SAME("posix_fadvise", "fadvise64"),
	SAME("posix_fallocate", "fallocate"),
	CALL("wait6", BSD, "syscall::waitid:"),
	CALL("pdfork", BSD, "syscall::clone:, or proc:::create"),
	CALL("processor_bind", SOLARIS, "syscall::sched_setaffinity:"),
	CALL("pset", SOLARIS, "syscall::sched_setaffinity:"),
	CALL("cpuset*", BSD, "syscall::sched_setaffinity: and syscall::sched_getaffinity:"),
	CALL("rtprio*", BSD, "syscall::sched_setscheduler:"),
	CALL("kaio", SOLARIS, "syscall::io_submit: and syscall::io_uring_enter:"),
	CALL("aio_*", BSD, "syscall::io_submit: and syscall::io_uring_enter:"),
	CALL("lio_listio", BSD, "syscall::io_submit: and syscall::io_uring_enter:"),
	CALL("shmsys", SOLARIS, "syscall::shmget:, syscall::shmat: and so on"),
	CALL("semsys", SOLARIS, "syscall::semget:, syscall::semop: and so on"),
	CALL("msgsys", SOLARIS, "syscall::msgget:, syscall::msgsnd: and so on"),
	CALL("modctl", SOLARIS, "syscall::finit_module:"),
	CALL("kldload", BSD, "syscall::finit_module:"),
	CALL("nmount", BSD, "syscall::mount:"),
	CALL("jail*", BSD, "syscall::unshare: and syscall::setns:"),
	CALL("cap_*", BSD, "none: Linux has no capability mode"),
	CALL("extattr_*", BSD, "syscall::getxattr:, syscall::setxattr: and so on"),
	CALL("procctl", BSD, "syscall::prctl:"),
	CALL("sysarch", BSD, "syscall::arch_prctl:"),
	CALL("eaccess", BSD, "syscall::faccessat2:"),
	CALL("freebsd*", BSD, "the name without freebsdNN_"),
	CALL("schedctl", SOLARIS, "none: syscall::sched_yield: and syscall::rseq: are near"),
	CALL("sigsend*", SOLARIS, "syscall::kill:"),
	CALL("context", SOLARIS, "none: the C library does that in user space"),
	CALL("sysconfig", SOLARIS, "none: the C library reads /sys and /proc"),
	CALL("uadmin", SOLARIS, "syscall::reboot:"),
	CALL("zone", SOLARIS, "syscall::unshare: and syscall::setns:"),
	CALL("getattrlist*", MACOS, "syscall::newfstatat: and syscall::statx:"),
	CALL("setattrlist*", MACOS, "syscall::fchmodat: and syscall::utimensat:"),
	CALL("getfsstat*", MACOS, "none: programs read /proc/self/mounts"),
	CALL("proc_info*", MACOS, "none: programs read /proc"),
	CALL("guarded_open_*", MACOS, "syscall::openat:"),
	CALL("guarded_close_*", MACOS, "syscall::close:"),
	CALL("open_dprotected_*", MACOS, "syscall::openat:"),
	CALL("rename*_np", MACOS, "syscall::renameat2:"),
	CALL("ulock_*", MACOS, "syscall::futex:"),
	CALL("__ulock_*", MACOS, "syscall::futex:"),
	CALL("iopolicysys", MACOS, "syscall::ioprio_set:"),
	CALL("__pthread_*", MACOS, "the name without __pthread_"),
	CALL("csops*", MACOS, "none: code has no signatures here"),
	CALL("task_for_pid", MACOS, "syscall::ptrace: and syscall::process_vm_readv:"),
	CALL("sendfilev", SOLARIS, "syscall::sendfile64:"),
	SAME("sendfile", "sendfile64"),

	FUNC("fop_read", SOLARIS, "fbt::vfs_read:"),
	FUNC("fop_write", SOLARIS, "fbt::vfs_write:"),
	FUNC("fop_open", SOLARIS, "fbt::vfs_open:"),
	FUNC("fop_close", SOLARIS, "fbt::filp_close:"),
	FUNC("fop_ioctl", SOLARIS, "fbt::vfs_ioctl:"),
	FUNC("fop_getattr", SOLARIS, "fbt::vfs_getattr:"),
	FUNC("fop_lookup", SOLARIS, "fbt::lookup_fast: and fbt::__lookup_slow:"),
	FUNC("fop_create", SOLARIS, "fbt::vfs_create:"),
	FUNC("fop_remove", SOLARIS, "fbt::vfs_unlink:"),
	FUNC("fop_rename", SOLARIS, "fbt::vfs_rename:"),
	FUNC("fop_mkdir", SOLARIS, "fbt::vfs_mkdir:"),
	FUNC("fop_rmdir", SOLARIS, "fbt::vfs_rmdir:"),
	FUNC("fop_readdir", SOLARIS, "fbt::iterate_dir:"),
	FUNC("fop_fsync", SOLARIS, "fbt::vfs_fsync_range:"),
	FUNC("fop_getpage", SOLARIS, "fbt::filemap_fault:"),
	FUNC("fop_*", SOLARIS, "fbt::vfs_*:"),
	FUNC("VOP_*", BSD, "fbt::vfs_*:"),
	FUNC("VNOP_*", MACOS, "fbt::vfs_*:"),
	FUNC("lookuppn*", SOLARIS, "fbt::filename_lookup:"),
	FUNC("namei", BSD, "fbt::filename_lookup:"),
	FUNC("bdev_strategy", SOLARIS, "fbt::submit_bio:, or io:::start"),
	FUNC("*_strategy", SOLARIS, "fbt::submit_bio:, or io:::start"),
	FUNC("biodone", SOLARIS, "fbt::bio_endio:, or io:::done"),
	FUNC("biowait", SOLARIS, "io:::wait-start and io:::wait-done"),
	FUNC("swtch", SOLARIS, "fbt::__schedule:, or sched:::off-cpu"),
	FUNC("mi_switch", BSD, "fbt::__schedule:, or sched:::off-cpu"),
	FUNC("resume", SOLARIS, "sched:::on-cpu"),
	FUNC("setrun", SOLARIS, "sched:::wakeup"),
	FUNC("cv_*", SOLARIS, "fbt::schedule:, or sched:::off-cpu"),
	FUNC("mutex_enter", SOLARIS, "fbt::mutex_lock:"),
	FUNC("mutex_exit", SOLARIS, "fbt::mutex_unlock:"),
	FUNC("rw_enter", SOLARIS, "fbt::down_read: and fbt::down_write:"),
	FUNC("kmem_alloc", SOLARIS, "fbt::__kmalloc*:"),
	FUNC("kmem_zalloc", SOLARIS, "fbt::__kmalloc*:"),
	FUNC("kmem_free", SOLARIS, "fbt::kfree:"),
	FUNC("kmem_cache_reap*", SOLARIS, "fbt::shrink_slab:"),
	FUNC("page_create_va", SOLARIS, "fbt::__alloc_pages*:"),
	FUNC("pageout", SOLARIS, "fbt::shrink_node:"),
	FUNC("as_fault", SOLARIS, "fbt::handle_mm_fault:"),
	FUNC("vm_fault", BSD, "fbt::handle_mm_fault:"),
	FUNC("trap", BSD, "fbt::exc_page_fault:"),
	FUNC("pagefault", SOLARIS, "fbt::handle_mm_fault:"),
	FUNC("hat_*", SOLARIS, "none: page tables have no functions of their own"),
	FUNC("cfork", SOLARIS, "fbt::kernel_clone:"),
	FUNC("proc_exit", SOLARIS, "fbt::do_exit:, or proc:::exit"),
	FUNC("exec_common", SOLARIS, "proc:::exec"),
	FUNC("gexec", SOLARIS, "proc:::exec"),
	FUNC("anon_*", SOLARIS, "fbt::do_anonymous_page:, or vminfo:::zfod"),
	FUNC("page_lookup*", SOLARIS, "fbt::filemap_get_pages:"),
	FUNC("vnode_create", MACOS, "fbt::d_alloc:"),
	FUNC("thread_block*", MACOS, "fbt::__schedule:, or sched:::off-cpu"),
	FUNC("psignal", SOLARIS, "proc:::signal-send"),
	FUNC("sigtoproc", SOLARIS, "proc:::signal-send"),
	FUNC("thread_create", SOLARIS, "fbt::kernel_clone:"),
	FUNC("ip_input", SOLARIS, "fbt::ip_rcv:, or ip:::receive"),
	FUNC("ip_wput*", SOLARIS, "fbt::ip_output:, or ip:::send"),
	FUNC("tcp_wput_data", SOLARIS, "fbt::tcp_write_xmit:, or tcp:::send"),
	FUNC("tcp_rput_data", SOLARIS, "fbt::tcp_rcv_established:, or tcp:::receive"),
	FUNC("tcp_input", BSD, "fbt::tcp_v4_rcv:, or tcp:::receive"),
	FUNC("tcp_output", BSD, "fbt::tcp_write_xmit:, or tcp:::send"),
	FUNC("sotpi_*", SOLARIS, "fbt::sock_sendmsg: and fbt::sock_recvmsg:"),
	FUNC("so*send*", BSD, "fbt::sock_sendmsg:"),
	FUNC("so*receive*", BSD, "fbt::sock_recvmsg:"),
	FUNC("ufs_*", SOLARIS, "fbt:ext4::, or the file system's own module"),
	FUNC("hfs_*", MACOS, "fbt:ext4::, or the file system's own module"),
	FUNC("zil_*", SOLARIS, "fbt:zfs::, when the zfs module is loaded"),
	FUNC("zio_*", SOLARIS, "fbt:zfs::, when the zfs module is loaded"),
	FUNC("zfs_*", SOLARIS, "fbt:zfs::, when the zfs module is loaded"),
	FUNC("spa_*", SOLARIS, "fbt:zfs::, when the zfs module is loaded"),
	FUNC("arc_*", SOLARIS, "fbt:zfs::, when the zfs module is loaded"),
	FUNC("nfs3_*", SOLARIS, "fbt:nfsv3::, when the nfsv3 module is loaded"),
	FUNC("nfs4_*", SOLARIS, "fbt:nfsv4::, when the nfsv4 module is loaded"),
	FUNC("dnlc_*", SOLARIS, "fbt::lookup_fast: and fbt::d_lookup:"),
	FUNC("icmp_inbound*", SOLARIS, "fbt::icmp_rcv:"),
	FUNC("udp_input*", SOLARIS, "fbt::udp_rcv:, or udp:::receive"),
	FUNC("udp_wput*", SOLARIS, "fbt::udp_sendmsg:, or udp:::send"),
	FUNC("ip_output*", BSD, "fbt::ip_output:, or ip:::send"),
	FUNC("segvn_*", SOLARIS, "fbt::handle_mm_fault: and fbt::filemap_fault:"),
	FUNC("segkp_*", SOLARIS, "fbt::__alloc_pages*:"),
	FUNC("ddi_*", SOLARIS, "none: drivers have another interface"),
	FUNC("scsi_transport", SOLARIS, "sdt:scsi::scsi_dispatch_cmd_start"),
	FUNC("scsi_*", SOLARIS, "sdt:scsi::"),
	FUNC("sdintr", SOLARIS, "sdt:scsi::scsi_dispatch_cmd_done, or io:::done"),
	FUNC("disp", SOLARIS, "fbt::__schedule:, or sched:::off-cpu"),
	FUNC("sched_switch", BSD, "sdt:sched::sched_switch"),
	FUNC("malloc", BSD, "fbt::__kmalloc*:"),
	FUNC("uma_zalloc_arg", BSD, "fbt::kmem_cache_alloc*:"),
	FUNC("hfslib_*", MACOS, "fbt:ext4::, or the file system's own module"),
	FUNC("bio_*", BSD, "fbt::submit_bio:, or io:::start"),
	FUNC("g_io_request", BSD, "fbt::submit_bio:, or io:::start"),
	FUNC("buf_*", MACOS, "fbt::submit_bio:, or io:::start"),
	FUNC("allocb*", SOLARIS, "fbt::__alloc_skb:"),
	FUNC("desballoc", SOLARIS, "fbt::__alloc_skb:"),
	FUNC("freeb", SOLARIS, "fbt::consume_skb: and fbt::kfree_skb*:, or sdt:skb::"),
	FUNC("freemsg", SOLARIS, "fbt::consume_skb: and fbt::kfree_skb*:, or sdt:skb::"),
	FUNC("putnext", SOLARIS, "none: Linux has no STREAMS; sdt:net:: has the packets"),
	FUNC("put", SOLARIS, "none: Linux has no STREAMS; sdt:net:: has the packets"),
	FUNC("strread", SOLARIS, "fbt::tty_read:"),
	FUNC("strwrite", SOLARIS, "fbt::tty_write:"),
	FUNC("mutex_vector_*", SOLARIS, "lockstat:::adaptive-block"),
	FUNC("rw_exit", SOLARIS, "fbt::up_read: and fbt::up_write:"),
	FUNC("turnstile_*", SOLARIS, "lockstat:::adaptive-block, or sdt:lock::contention_begin"),
	FUNC("callout_*", SOLARIS, "sdt:timer::timer_expire_entry"),
	FUNC("timeout*", SOLARIS, "sdt:timer::timer_start"),
	FUNC("cyclic_*", SOLARIS, "sdt:timer::hrtimer_expire_entry"),
	FUNC("taskq_*", SOLARIS, "sdt:workqueue::"),
	FUNC("clock", SOLARIS, "sched:::tick"),
	FUNC("vn_*", SOLARIS, "fbt::filp_open: and fbt::vfs_*:"),
	FUNC("lookupname*", SOLARIS, "fbt::filename_lookup:"),
	FUNC("uiomove", SOLARIS, "fbt::_copy_to_iter: and fbt::_copy_from_iter:"),
	FUNC("page_*", SOLARIS, "sdt:kmem::mm_page_alloc and sdt:kmem::mm_page_free"),
	FUNC("segmap_*", SOLARIS, "sdt:filemap::"),
	FUNC("cdev_*", SOLARIS, "fbt::vfs_ioctl:, or the driver's own functions"),
	FUNC("squeue_*", SOLARIS, "sdt:napi::napi_poll"),
	FUNC("soconnect*", BSD, "fbt::__sys_connect:, or tcp:::connect-request"),
	FUNC("soaccept*", BSD, "fbt::inet_csk_accept:, or tcp:::accept-established"),
	FUNC("sosend*", BSD, "fbt::sock_sendmsg:"),
	FUNC("soreceive*", BSD, "fbt::sock_recvmsg:"),
	FUNC("tcp_do_segment", BSD, "fbt::tcp_rcv_established:, or tcp:::receive"),
	FUNC("ether_output*", BSD, "fbt::__dev_queue_xmit:, or sdt:net::net_dev_queue"),
	FUNC("ether_input*", BSD, "fbt::__netif_receive_skb*:, or sdt:net::netif_receive_skb"),
	FUNC("sleepq_*", BSD, "sched:::off-cpu"),
	FUNC("_mtx_*", BSD, "lockstat:::spin-spin"),
	FUNC("__mtx_*", BSD, "lockstat:::spin-spin"),
	FUNC("_sx_*", BSD, "lockstat:::rw-block"),
	FUNC("bufdone*", BSD, "fbt::bio_endio:, or io:::done"),
	FUNC("ffs_*", BSD, "fbt:ext4::, or the file system's own module"),
	FUNC("vm_page_*", BSD, "sdt:kmem::mm_page_alloc and sdt:kmem::mm_page_free"),
	FUNC("intr_event_*", BSD, "sdt:irq::irq_handler_entry"),
	FUNC("uma_*", BSD, "fbt::kmem_cache_alloc*:"),
	FUNC("sys_*", BSD, "syscall::NAME:, or fbt::__x64_sys_NAME:"),
	FUNC("vnode_*", MACOS, "fbt::vfs_*:"),
	FUNC("apfs_*", MACOS, "fbt:ext4::, or the file system's own module"),
	FUNC("ipc_*", MACOS, "none: Mach messages are macOS' own"),
	FUNC("unix_syscall*", MACOS, "fbt::do_syscall_64:, or syscall:::"),
	FUNC("memory_object_*", MACOS, "sdt:filemap::"),
	FUNC("kalloc*", MACOS, "fbt::__kmalloc*:"),
	FUNC("zalloc*", MACOS, "fbt::kmem_cache_alloc*:"),

	PROVIDER("vfs", "the provider vfs is FreeBSD's; on Linux: fbt::vfs_*:"),
	PROVIDER("nfsv3", "the provider nfsv3 is Solaris'; on Linux: sdt:nfsd:: and sdt:sunrpc::"),
	PROVIDER("nfsv4", "the provider nfsv4 is Solaris'; on Linux: sdt:nfsd:: and sdt:sunrpc::"),
	PROVIDER("nfsclient", "the provider nfsclient is FreeBSD's; on Linux: sdt:nfs::"),
	PROVIDER("smb*", "the provider smb is Solaris'; on Linux: sdt:cifs::"),
	PROVIDER("iscsi", "the provider iscsi is Solaris'; on Linux: sdt:scsi::"),
	PROVIDER("fc", "the provider fc is Solaris'; on Linux: sdt:scsi::"),
	PROVIDER("srp", "the provider srp is Solaris'; on Linux: sdt:scsi::"),
	PROVIDER("sctp", "the provider sctp is Solaris'; on Linux: sdt:sctp::"),
	PROVIDER("xpv", "the provider xpv is Solaris'; on Linux: sdt:xen::"),
	PROVIDER("dtmalloc", "the provider dtmalloc is FreeBSD's; on Linux: sdt:kmem::kmalloc"),
	PROVIDER("callout_execute", "the provider callout_execute is FreeBSD's; on Linux: sdt:timer::"),
	PROVIDER("mach_trap", "the provider mach_trap is macOS'; Linux has no Mach traps"),
	PROVIDER("magmalloc", "the provider magmalloc is macOS'; on Linux: pid$target:libc:malloc:"),
	PROVIDER("objc*", "Objective-C's provider is macOS'; on Linux: pid$target:libobjc:objc_msgSend:"),
	PROVIDER("hotspot*", "a Java machine offers these marks when it was built with them and runs (with -Z the script does without)"),
	{ "sdt", "callout*", "on Linux: sdt:timer::", NULL },
	{ "sdt", "interrupt-start", "on Linux: sdt:irq::irq_handler_entry", "irq_handler_entry" },
	{ "sdt", "interrupt-complete", "on Linux: sdt:irq::irq_handler_exit", "irq_handler_exit" },
};

/* ---- members of other kernels' structures, and their symbols ---- */

struct foreign_word {
	const char *word, *hint;
};

/* a member that means the same here under another name: taken in its place */
static const struct { const char *of, *word, *same; } same_members[] = {
	{ "task_struct", "t_procp", "group_leader" }, { "task_struct", "td_proc", "group_leader" },
	{ "task_struct", "t_tid", "pid" }, { "task_struct", "td_tid", "pid" }, { "task_struct", "p_pid", "tgid" },
	{ "task_struct", "td_name", "comm" }, { "task_struct", "p_comm", "comm" },
	{ "task_struct", "p_parent", "real_parent" }, { "task_struct", "p_pptr", "real_parent" },
	{ "kmem_cache", "cache_name", "name" }, { "kmem_cache", "cache_bufsize", "object_size" },
};

/* of the thread, the process, the CPU: curthread-> leads to them */
static const struct foreign_word members[] = {
	{ "td_ucred", "that is FreeBSD's thread: on Linux uid, gid, or curthread->cred->" },
	{ "td_wmesg", "that is FreeBSD's thread: why a thread sleeps is in stack() at sched:::off-cpu" },
	{ "td_priority", "that is FreeBSD's thread: on Linux curlwpsinfo->pr_pri" },
	{ "t_pri", "that is Solaris' thread: on Linux curlwpsinfo->pr_pri" },
	{ "t_state", "that is Solaris' thread: on Linux curlwpsinfo->pr_state" },
	{ "t_cpu", "that is Solaris' thread: on Linux cpu, or curcpu->" },
	{ "t_cid", "that is Solaris' thread: on Linux curlwpsinfo->pr_clname" },
	{ "t_start", "that is Solaris' thread: on Linux curthread->start_time" },
	{ "t_lwp", "that is Solaris' thread: on Linux curlwpsinfo->" },
	{ "t_cred", "that is Solaris' thread: on Linux uid, gid, or curthread->cred->" },
	{ "t_whystop", "that is Solaris' thread: on Linux curlwpsinfo->pr_state" },
	{ "t_sobj_ops", "that is Solaris' thread: why a thread sleeps is in stack() at sched:::off-cpu" },
	{ "p_zone", "that is Solaris' process: Linux has one zone, zonename" },
	{ "p_user", "that is Solaris' process: on Linux execname and curpsinfo->pr_psargs" },
	{ "p_pidp", "that is Solaris' process: on Linux pid" },
	{ "v_path", "that is Solaris' vnode: on Linux d_path(&file->f_path), or fds[fd].fi_pathname" },
	{ "v_name", "that is macOS' vnode: on Linux file->f_path.dentry->d_name.name" },
	{ "v_op", "that is Solaris' vnode: on Linux file->f_op" },
	{ "v_mount", "that is BSD's vnode: on Linux file->f_path.mnt" },
	{ "uio_resid", "that is another system's struct uio: on Linux the count of bytes is an argument, or iov_iter->count" },
	{ "b_bcount", "other systems' struct buf is struct bio here: bio->bi_iter.bi_size; io:::start has args[0]->b_bcount" },
	{ "b_blkno", "other systems' struct buf is struct bio here: bio->bi_iter.bi_sector; io:::start has args[0]->b_blkno" },
	{ NULL, NULL },
};

static const struct foreign_word symbols[] = {
	{ "physmem", "that is Solaris' variable: on Linux `_totalram_pages.counter, in pages" },
	{ "freemem", "that is Solaris' variable: on Linux *(long *)&`vm_zone_stat, in pages" },
	{ "lbolt", "that is Solaris' variable: on Linux `jiffies" },
	{ "ticks", "that is FreeBSD's variable: on Linux `jiffies" },
	{ "hp_avenrun", "that is Solaris' variable: on Linux `avenrun, in 1/2048" },
	{ "physinstalled", "that is Solaris' variable: on Linux `_totalram_pages.counter, in pages" },
	{ "availrmem", "that is Solaris' variable: on Linux *(long *)&`vm_zone_stat, in pages" },
	{ "k_anoninfo", "that is Solaris' variable: on Linux *(long *)&`nr_swap_pages and *(long *)&`total_swap_pages" },
	{ "vm_cnt", "that is FreeBSD's variable: on Linux *(long *)&`vm_zone_stat, and &`vm_node_stat" },
	{ "devnamesp", "that is Solaris' variable: an interrupt's name is args[1]->name at sdt:irq::irq_handler_entry" },
	{ "utsname", "that is Solaris' variable: on Linux `init_uts_ns.name" },
	{ "rootvp", "that is another system's variable: on Linux `init_task.fs->root" },
	{ "cpu_list", "that is Solaris' variable: the current CPU is cpu, or curcpu->" },
	{ "ncpus*", "that is another system's variable: on Linux `nr_cpu_ids" },
	{ "mp_ncpus", "that is FreeBSD's variable: on Linux `nr_cpu_ids" },
	{ "practive", "that is Solaris' variable: on Linux `init_task" },
	{ "allproc", "that is FreeBSD's variable: on Linux `init_task" },
	{ "nproc", "that is Solaris' variable: on Linux `nr_threads" },
	{ "hz", "Linux keeps no such variable: probes of profile and timestamp count in real time" },
	{ "maxusers", "that is another system's variable; Linux has no such limit" },
	{ "kmem_*", "that is Solaris' variable: on Linux sdt:kmem::" },
	{ "panicstr", "that is another system's variable: on Linux `panic_on_oops and its like" },
	{ NULL, NULL },
};

static const char *word_hint(const struct foreign_word *w, const char *word)
{
	for (; w->word; w++)
		if (glob_match(w->word, word))
			return w->hint;
	return NULL;
}

const char *d_foreign_member(const char *name)
{
	return word_hint(members, name);
}

const char *d_foreign_same(const char *of, const char *name)
{
	for (size_t i = 0; i < sizeof(same_members) / sizeof(same_members[0]); i++)
		if (!strcmp(same_members[i].of, of) && !strcmp(same_members[i].word, name))
			return same_members[i].same;
	return NULL;
}

const char *d_foreign_symbol(const char *name)
{
	return word_hint(symbols, name);
}

/* ---- probes ---- */

/* a pattern of the script that names nothing in particular fits nothing */
static bool fits(const char *row, const char *field)
{
	if (!*field || !strncmp(field, "*", 2))
		return row[0] == '*' && !row[1];
	return glob_match(row, field) || glob_match(field, row);
}

static const struct foreign *find(const struct probe_desc *d)
{
	const char *field = *d->func ? d->func : d->name;

	for (size_t i = 0; *d->prov && i < sizeof(rows) / sizeof(rows[0]); i++)
		if ((glob_match(rows[i].prov, d->prov) || (*d->prov != '*' && glob_match(d->prov, rows[i].prov))) && fits(rows[i].func, rows[i].func[1] ? field : "*"))
			return &rows[i];
	return NULL;
}

/* what the kernel itself is called: a probe of it is in a module of another name here */
static bool foreign_kernel(const char *mod)
{
	static const char *const names[] = {
		"genunix", "unix", "kernel", "mach_kernel", "freebsd", "freebsd32", "linux", "linux32", "linux64", NULL,
	};

	for (const char *const *n = names; *n; n++)
		if (!strcmp(mod, *n))
			return true;
	return false;
}

const char *d_foreign(const struct probe_desc *d)
{
	const struct foreign *f = find(d);
	bool named = *d->func && strcmp(d->func, "*") != 0;

	if (!f && foreign_kernel(d->mod) && named && !strcmp(d->prov, "fbt"))
		return "the module is another system's kernel, and this one has no such function; sonde -l 'fbt::*WORD*:entry' "
		       "lists those with WORD in their names";
	if (!f && *d->mod && !strcmp(d->prov, "fbt"))
		return "no module of that name is loaded (lsmod lists those that are), or it has no such function";
	if (!f && named && !strcmp(d->prov, "fbt"))
		return "the kernel has no such function (or it is inlined everywhere); sonde -l 'fbt::*WORD*:entry' lists "
		       "those with WORD in their names";
	if (!f && named && !strcmp(d->prov, "syscall"))
		return "Linux has no system call of that name; sonde -l 'syscall::*WORD*:entry' lists those with WORD in "
		       "their names";
	if (!f && (!strncmp(d->name, "tick-", 5) || !strncmp(d->name, "profile-", 8)))
		return "a rate in Hz or a time of at least 200 us, as in tick-10, tick-5s: the units are ns, us, ms, s, m, h, d, hz";
	return f ? f->hint : NULL;
}

/* its probes stand in functions elsewhere, which their names imply: lockstat:genunix:mutex_enter:adaptive-block */
static bool function_is_implied(const struct probe_desc *d)
{
	static const char *const provs[] = { "io", "lockstat", "proc", "sched", "vminfo", NULL };
	struct probe_desc of_fbt = { .prov = "fbt", .mod = "", .func = d->func, .name = "entry" };

	for (const char *const *p = provs; *p && *d->func && *d->name; p++)
		if (!strcmp(d->prov, *p))
			return !glob_is_pattern(d->func) && find(&of_fbt);
	return false;
}

bool d_foreign_desc(struct arena *a, const struct probe_desc *d, struct probe_desc *ret)
{
	static const char suffix[] = "_nocancel";
	const struct foreign *f = glob_is_pattern(*d->func ? d->func : d->name) ? NULL : find(d);
	size_t n = strlen(d->func), end = sizeof(suffix) - 1;
	const char *same = f ? f->same : NULL;

	*ret = *d;
	if (f && n > end && !strcmp(d->func + n - end, suffix))
		same = arena_strndup(a, d->func, n - end);
	if (same)
		*(*d->func ? &ret->func : &ret->name) = same;
	if (foreign_kernel(d->mod))
		ret->mod = "";
	if (function_is_implied(d))
		ret->func = "";
	return same || ret->mod != d->mod || ret->func != d->func;
}
