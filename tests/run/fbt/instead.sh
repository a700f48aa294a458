# @@needs: !kprobe !fentry
# @@why: where functions cannot be probed, the message says what tells much the same; each of those fires here
cat > "$TMP/a.d" <<'END'
fbt::vfs_read:entry { exit(0); }
END
"$SONDE" dtrace -qs "$TMP/a.d" 2>&1
"$SONDE" -e 'probe kernel.function("tcp_set_state") { exit() }' 2>&1
"$SONDE" -l 'kernel.trace("sock:inet_sock_set_state")' | wc -l

# >>> out
# dtrace: could not enable tracing: fbt:vmlinux:vfs_read:entry: this kernel does not allow probes on its functions
#       = hint: these fire here too and tell much the same: syscall::read:, syscall::pread64:, syscall::readv:
#       = hint: what it would take: a kernel with CONFIG_KPROBES that is not locked down
# sonde: error: kernel.function("tcp_set_state"): this kernel does not allow probes on its functions
#       = hint: these fire here too and tell much the same: kernel.trace("sock:inet_sock_set_state")
#       = hint: what it would take: a kernel with CONFIG_KPROBES that is not locked down
# 1
# <<<
