#!/bin/sh
# @@needs: kprobe   @@why: one point of several that cannot be armed is told, and the session goes on; the only one ends it
"$SONDE" stap -e 'probe kernel.function("notify_die"), kernel.function("vfs_read") { println(pp()) exit() }' 2>&1 | sed 's/@.*"/"/' | uniq
"$SONDE" stap -e 'probe kernel.function("notify_die") ?, begin { println(pp()) exit() }' 2>&1
"$SONDE" stap -e 'probe kernel.function("notify_die") ? { println(pp()) exit() }' 2>&1 | sed 's/: [A-Z].*//; 2,$d'
# what the verifier keeps from fentry goes by a kprobe, where there are any; the end of what never ends is no error
"$SONDE" stap -e 'probe kernel.function("migrate_disable") ?, kernel.function("__rcu_read_lock") ? { if (n++ < 0) println(n) } global n
	probe kernel.function("do_exit").return { println("never") } probe kernel.function("vfs_read") { println(pp()) exit() }' 2>&1 |
	sed 's/@.*"/"/' | uniq
"$SONDE" stap -e 'probe netfilter.pf("NFPROTO_IPV4").hook("NF_INET_PRE_ROUTING") { next }
	probe kernel.function("vfs_read") { println(pp()) exit() }' 2>&1 | sed '/vfs_read/q; /registration error/d; s/hint: .*/hint/; s/@.*"/"/' | sort -u

# >>> out like
# WARNING: probe kernel.function\("notify_die"\) registration error \[man warning::pass5\] \(rc -\d+\)
#       = hint: the kernel keeps the functions .*
# kernel.function\("vfs_read"\)
# begin
# ERROR: cannot probe kernel.function\("notify_die"\)
# kernel.function\("vfs_read"\)
# (      = hint)?
# ...
# kernel.function\("vfs_read"\)
# <<<
