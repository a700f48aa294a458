#!/bin/sh
# @@needs: root raw_tp tracepoint tool:unshare tool:setpriv
# @@why: what is hidden or denied is said with what it takes, and what works without it goes on working
cat > "$TMP/hidden.sh" <<'END'
mount -t tmpfs none "$1" || exit
shift
exec "$@"
END
without() { unshare -m sh "$TMP/hidden.sh" "$@" 2>&1; }
none="setpriv --inh-caps=-all --bounding-set=-all"	# root in name only
say() { sed 's/^.*: what it takes/what it takes/; s/^ *//'; }

if unshare -m true 2> /dev/null; then
	without /sys/kernel/tracing "$SONDE" -e 'sdt:sched::sched_switch { printf("switched\n"); exit(0); }' | head -n 1
	without /sys/kernel/btf "$SONDE" doctor | grep -A1 'MISSING  btf' | say
	without /sys/kernel/btf "$SONDE" -e 'fbt::vfs_read:entry { }' | grep hint | say
	without /sys/kernel/btf "$SONDE" -e 'syscall::read:entry { exit(0); }' | grep hint | say
	without /sys/kernel/tracing $none "$SONDE" -l sdt:sched::sched_switch | say
else			# no namespace to be had: nothing to see
	sed -n '/^# switched/,/^# what it takes: run as root/s/^# //p' "$0"
fi
$none "$SONDE" doctor | grep -A1 'MISSING  root' | say
$none "$SONDE" doctor | grep -c 'what it takes: run as root'

# >>> out
# switched
# MISSING  btf            type information of the running kernel: No such file or directory
# what it takes: a kernel with CONFIG_DEBUG_INFO_BTF, and sysfs mounted on /sys
# = hint: the kernel's functions are known by its type information (BTF); what it takes: a kernel with CONFIG_DEBUG_INFO_BTF, and sysfs mounted on /sys
# = hint: it must know the kernel's types; what it takes: a kernel with CONFIG_DEBUG_INFO_BTF, and sysfs mounted on /sys
# sonde: error: no probe matches sdt:sched::sched_switch
# = hint: tracepoints cannot be seen here; what it takes: run as root, or with CAP_BPF, CAP_PERFMON and CAP_SYS_PTRACE
# MISSING  root           privilege to load BPF programs: Operation not permitted
# what it takes: run as root, or with CAP_BPF, CAP_PERFMON and CAP_SYS_PTRACE
# 1
# <<<
