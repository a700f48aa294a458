#!/bin/sh
# @@needs: kprobe   @@why: one point of several that cannot be armed is told, and the session goes on; the only one ends it
"$SONDE" stap -e 'probe kernel.function("notify_die"), kernel.function("vfs_read") { println(pp()) exit() }' 2>&1 | sed 's/@.*"/"/'
"$SONDE" stap -e 'probe kernel.function("notify_die") ?, begin { println(pp()) exit() }' 2>&1
"$SONDE" stap -e 'probe kernel.function("notify_die") ? { println(pp()) exit() }' 2>&1 | sed 's/: [A-Z].*//; 2,$d'

# >>> out like
# WARNING: probe kernel.function\("notify_die"\) registration error \[man warning::pass5\] \(rc -\d+\)
#       = hint: the kernel keeps the functions .*
# kernel.function\("vfs_read"\)
# begin
# ERROR: cannot probe kernel.function\("notify_die"\)
# <<<
