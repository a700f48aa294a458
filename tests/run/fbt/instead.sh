# @@needs: !kprobe !fentry
# @@why: where functions cannot be probed, the message says what tells much the same; each of those fires here
cat > "$TMP/a.d" <<'END'
fbt::vfs_read:entry { exit(0); }
END
"$SONDE" dtrace -qs "$TMP/a.d" 2>&1
"$SONDE" -e 'probe kernel.function("tcp_set_state") { exit() }' 2>&1
"$SONDE" -l 'kernel.trace("sock:inet_sock_set_state")' | wc -l
# tracepoints that lie in the function and have its arguments are taken for it
cat > "$TMP/x.stp" <<'END'
global sizes, freed
probe kernel.function("__kmalloc") { if (pid() == target()) sizes[execname()] <<< $size }
probe kernel.function("kfree") { if (pid() == target()) freed += $objp != 0 }
probe kernel.function("do_exit") { if (pid() == target()) printf("%s ends with %d\n", execname(), $code >> 8) }
probe end { println(@count(sizes["sh"]) > 0, @min(sizes["sh"]) > 0, freed > 0) }
END
"$SONDE" stap "$TMP/x.stp" -c 'sh -c "ls / > /dev/null; exit 3"' 2> "$TMP/err"; echo $?
# who writes "?" has another way, and two names of one function would fire twice
"$SONDE" stap -e 'probe kernel.function("__kmalloc") ?, kernel.function("__kmalloc_noprof") ?, begin { println(pp()) exit() }'
# a bundle is for kernels that allow it, too
cd "$TMP" && "$SONDE" stap -p4 -m x x.stp && "$SONDE" run x.sonde 2>&1 | head -n 1

# >>> out
# dtrace: could not enable tracing: fbt:vmlinux:vfs_read:entry: this kernel does not allow probes on its functions
#       = hint: these fire here too and tell much the same: syscall::read:, syscall::pread64:, syscall::readv:
#       = hint: what it would take: a kernel with CONFIG_KPROBES that is not locked down
# sonde: error: kernel.function("tcp_set_state"): this kernel does not allow probes on its functions
#       = hint: these fire here too and tell much the same: kernel.trace("sock:inet_sock_set_state")
#       = hint: what it would take: a kernel with CONFIG_KPROBES that is not locked down
# 1
# sh ends with 3
# 111
# 1
# begin
# x.ko
# ERROR: kernel.function("__kmalloc"): this kernel does not allow probes on its functions
# <<<
