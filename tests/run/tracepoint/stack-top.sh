#!/bin/sh
# @@needs: raw_tp
# @@why: a stack begins at the place of the tracepoint, whatever lies between that and our program
"$SONDE" dtrace -qn '
rawtp:sched::sched_switch /!sw/ { sw = 1; printf("switch%k", stack(6)); }
syscall::write:entry /pid == $target && !wr/ { wr = 1; printf("write%k", stack(6)); }
syscall::write:return /pid == $target && !ret/ { ret = 1; printf("return%k", stack(6)); }
sdt:sched::sched_switch /!ev/ { ev = 1; @[stack(6)] = count(); } END { printa("event%k", @); }' -c 'dd if=/dev/zero of=/dev/null count=1 status=none' > "$TMP/out"
grep -c '^switch\|^write\|^return\|^event' "$TMP/out"
grep -c 'bpf_trace_run\|__bpf_trace_\|__traceiter_\|bpf_prog_' "$TMP/out"
grep -c 'do_syscall_64\|schedule' "$TMP/out" | awk '{ print ($1 >= 4) }'

# >>> out
# 4
# 0
# 1
# <<<
