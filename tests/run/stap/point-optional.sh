#!/bin/sh
# A point that need not resolve says nothing, whatever is wrong with it; one that must says it.
probe() { "$SONDE" -p2 -e "probe $1 { println(pp()) } probe begin { exit() }" >/dev/null 2>&1; echo "$? $1"; }

probe 'process("/no/such/file").function("f")?'
probe 'process("no-such-program").function("f")?, process("/no/such").plt?'
probe 'process("/bin/sh").statement("f@nothing.c:12")?'
probe 'process("/bin/sh").function("f@nothing.c")!, begin'
probe 'kernel.function("no_such_function_at_all")?'
probe 'process("/no/such/file").function("f")'
probe 'process("/bin/sh").function("f@a.c:x")'
# aliases that a pattern names: what this kernel cannot give is passed over
"$SONDE" -l 'vfs.*' 2>&1 | grep -c 'error\|^vfs.read$'
"$SONDE" -p2 -e 'probe vfs.* { }' > "$TMP/out" 2>&1 && echo "some of them"
"$SONDE" -l begin -l never
# the function of a system call as older kernels named it; near names are for what is none
"$SONDE" -l 'kernel.function("sys_openat")'
# the last of those that one or the other serves must be there, with all that it stands on
"$SONDE" -p2 -e 'probe own = kernel.trace("nosuch1") !, own.both { } probe own.both = kernel.trace("nosuch2"), begin { }
	probe own { println(1) }' 2>&1 | grep -o 'no match'
# a tracepoint of the scheduler that has no event
"$SONDE" -l 'kernel.trace("pelt_cfs_tp")'

# >>> out
# 0 process("/no/such/file").function("f")?
# 0 process("no-such-program").function("f")?, process("/no/such").plt?
# 0 process("/bin/sh").statement("f@nothing.c:12")?
# 0 process("/bin/sh").function("f@nothing.c")!, begin
# 0 kernel.function("no_such_function_at_all")?
# 2 process("/no/such/file").function("f")
# 2 process("/bin/sh").function("f@a.c:x")
# 1
# some of them
# begin
# never
# syscall.openat
# no match
# kernel.trace("sched:pelt_cfs_tp")
# <<<
