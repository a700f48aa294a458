#!/bin/sh
# @@needs: kprobe   @@timeout: 60
# @@why: functions by their source file, with no debug info of the kernel: the linker's order tells
"$SONDE" stap -l 'kernel.function("vfs_*@fs/open.c")' | grep -E 'vfs_(open|truncate)@'
"$SONDE" stap -l 'kernel.function("*@net/socket.c")' | grep -cE '"(sock_sendmsg|__sys_socket|__sys_bind)@net/socket.c"'
"$SONDE" stap -c "$TRIGGERS/sys fread 1 /etc/passwd" -e '
	probe kernel.function("do_sys_open*@fs/open.c").call { if (pid() == target()) seen[ppfunc()]++ }
	probe kernel.function("vfs_open@open.c").return? { if (pid() == target()) opened += $return == 0 }
	probe end { foreach (f in seen) println(f, " ", seen[f] > 0); println(opened > 0) }
	global seen, opened'
for p in '*@fs/no-such.c' '*@fs/open.c:100'; do
	"$SONDE" stap -e "probe kernel.function(\"$p\") {}" 2>&1 | sed -n '/no match/p; /hint/s/install .*/install/p'
done

# >>> out
# kernel.function("vfs_open@fs/open.c")
# kernel.function("vfs_truncate@fs/open.c")
# 3
# do_sys_openat2 1
# 1
# semantic error: no match for kernel.function("*@fs/no-such.c"): identifier 'kernel' at :1:7
#       = hint: this needs the debug info of the kernel: install
# semantic error: no match for kernel.function("*@fs/open.c:100"): identifier 'kernel' at :1:7
#       = hint: this needs the debug info of the kernel: install
# <<<
