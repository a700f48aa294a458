#!/bin/sh
# @@needs: kprobe   @@why: a handler that asks for registers has them at functions, too, where others go by fentry
cat > "$TMP/r.stp" <<'END'
global entries, returns
function by_name:long (r:string) { return u_register(r) }
probe kernel.function("vfs_read") {
	if (pid() == target() && !entries++)
		println(register("rdi") == $file, by_name("rdx") == $count, registers_valid(), user_mode())
}
probe kernel.function("vfs_read").return {
	if (pid() == target() && !returns++)
		println(register("rax") == $return)
}
END
"$SONDE" stap "$TMP/r.stp" -c 'cat /etc/hostname' 2>&1 | grep -v "$(cat /etc/hostname)"
"$SONDE" stap -e 'probe kprobe.function("vfs_read") { if (pid() == target()) { print_regs() exit() } }' \
	-c 'cat /etc/hostname' 2>&1 | grep -c '^R[ID][PX]: [0-9a-f]*'

# >>> out
# 1110
# 1
# 2
# <<<
