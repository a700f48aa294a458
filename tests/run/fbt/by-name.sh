#!/bin/sh
# @@why: without debug info: copies that the compiler made fit patterns, a name that one function has fits any file, second names (two of one function: it is given once)
"$SONDE" stap -l 'kernel.function("finish_task_switc?")'
"$SONDE" stap -l 'kernel.function("mutex_lock@kernel/locking/mutex.c")'
"$SONDE" stap -l 'kernel.function("vfs_read@fs/open.c")' || echo none
"$SONDE" stap -l 'kernel.statement("vfs_read")'
"$SONDE" stap -l 'kernel.statement("vfs_read@fs/read_write.c")'
"$SONDE" stap -l 'kernel.function("__x64_sys_sync")'
"$SONDE" stap -l 'kernel.function("__x64_sys_sy?c")'
"$SONDE" stap -l 'kernel.function("__[xi]*_sys_sync")' | wc -l

# >>> out
# kernel.function("finish_task_switch")
# kernel.function("mutex_lock@kernel/locking/mutex.c")
# none
# kernel.statement("vfs_read")
# kernel.statement("vfs_read@fs/read_write.c")
# kernel.function("__x64_sys_sync")
# kernel.function("__x64_sys_sync")
# 1
# <<<
