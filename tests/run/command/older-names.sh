#!/bin/sh
# @@why: functions, parameters, members and types by the names that older kernels had for them
try() { "$SONDE" stap -p2 -w -e "probe begin { $1 }" 2>&1 | sed -n 's/ [(]alternatives.*//p;/^  *=/p' | head -n 1; }
types() { "$SONDE" stap -p2 -w -e "probe $1" > /dev/null 2>&1 && echo yes || echo no; }
types 'begin { println(@cast(1, "inet_sock", "kernel")->inet_daddr) }'
types 'begin { println(@cast(1, "inet_sock")->daddr, @cast(1, "sock")->sk_state, @cast(1, "inet_request_sock")->ir_num) }'
types 'begin { println(@cast(1, "bio")->bi_sector, @cast(1, "bio")->bi_rw, @cast(1, "file")->f_dentry->d_inode->i_mtime->tv_sec) }'
types 'begin { println(@cast(1, "task_struct")->uid, @cast(1, "timeval")->tv_sec, @cast(1, "timespec")->tv_nsec) }'
types 'kernel.function("generic_make_request") { println($bio->bi_size) }'
types 'kernel.function("do_fork").return { println($clone_flags, @entry($stack_size), $return) }'
types 'kernel.function("tcp_transmit_skb") { t = $sk; println(t->sk_family, &t->sk_v6_daddr) }'
types 'kernel.function("permission") { println($inode, $mask) } probe kernel.function("pdflush") { println(1) }'
types 'kernel.function("search_binary_handler"), kernel.function("free_hot_cold_page"), kernel.function("flush_tlb_mm"), kernel.function("do_umount") { println(1) }'
types 'kernel.function("pipe_read"), kernel.function("signalfd_read"), kernel.function("timerfd_read") { println(1) }'
types 'kernel.function("krealloc"), kernel.function("free_unref_page"), kernel.function("tcp_drop"), kernel.function("napi_gro_receive") { println(1) } probe kernel.function("migrate_page") { println($newpage, $page) }'
# where nobody can probe functions
types 'kernel.function("vfs_read") ? { n[execname()]++ } global n probe end { foreach (e in n) println(e, n[e]) }'
try 'println(@cast(1, "inet_sock")->never_had)'
"$SONDE" stap -l 'kernel.function("do_fork")'

"$SONDE" stap -p2 -w -e 'probe vfs.read { println(d_name($file->f_path->dentry)) } probe vfs.write.return { println($return, $file) }' |
	grep -o '^kernel.function("vfs_[rw][a-z]*")[.return]*' | sort -u

# inlined everywhere: what tells the same
"$SONDE" stap -p2 -e 'probe kernel.function("context_switch") { println(1) }' 2>&1 | grep -o 'kernel.trace.*'
"$SONDE" stap -p2 -e 'probe kernel.function("lock_kernel") { println(1) }' 2>&1 | grep -o 'much the same.*'
"$SONDE" stap -p2 -e 'probe kernel.function("cfq_insert_request") { println(1) }' 2>&1 | grep -o 'much the same.*'

# a module that is not there, or is built in
"$SONDE" stap -p2 -e 'probe module("no_such_one").function("f") { println(1) }' 2>&1 | grep -o 'no match for.*"f")\|modprobe.*'
"$SONDE" stap -p2 -w -e 'probe module("no_such_one").function("vfs_read") { println(1) }' 2>&1 | grep -o '^module.*)'

# tracepoints: of another name, gone for good, not if another point may do
types 'kernel.trace("mm_page_free_direct") { println($page, $order) }'
types 'kernel.trace("vmscan:mm_vmscan_writepage") { println($page) } probe kernel.trace("power_frequency") { println($state) }'
types 'kernel.trace("sched_signal_send") { println($sig, $p->tgid) }'
"$SONDE" stap -p2 -e 'probe kernel.trace("mm_pagevec_free") ?, kernel.trace("mm_page_free") { println(1) }' | grep -o '^kernel.trace("[^"]*")'
"$SONDE" stap -p2 -e 'probe kernel.trace("mm_anon_fault") { println(1) }' 2>&1 | grep -o 'hint: vm.pagefault'
"$SONDE" stap -p2 -e 'probe kernel.trace("power_start") { println(1) }' 2>&1 | grep -o 'hint: kernel.trace("cpu_idle")'
[ -d /sys/module/nfs ] && echo 'modprobe nfs' ||
	"$SONDE" stap -p2 -e 'probe nfs.fop.read { println(1) }' 2>&1 | grep -o 'modprobe nfs'

# >>> out
# yes
# yes
# yes
# yes
# yes
# yes
# yes
# yes
# yes
# yes
# yes
# yes
# semantic error: unable to find member 'never_had' for struct inet_sock
# kernel.function("do_fork")
# kernel.function("vfs_read")
# kernel.function("vfs_write")
# kernel.function("vfs_write").return
# kernel.trace("sched:sched_switch")
# much the same: kernel.trace("lock:contention_begin")
# much the same: kernel.trace("block:block_rq_insert")
# no match for module("no_such_one").function("f")
# modprobe no_such_one
# module("no_such_one").function("vfs_read") /*  <- module("no_such_one").function("vfs_read")
# yes
# yes
# yes
# kernel.trace("kmem:mm_page_free")
# hint: vm.pagefault
# hint: kernel.trace("cpu_idle")
# modprobe nfs
# <<<
