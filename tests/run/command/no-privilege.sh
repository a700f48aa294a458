#!/bin/sh
# @@needs: tool:setpriv
# @@why: root without capabilities: one sentence with the remedy, exit 2, quickly
setpriv --bounding-set -all --inh-caps -all "$SONDE" -e 'syscall:::entry { @ = count(); } tick-1s { exit(0); }'
echo $?
setpriv --bounding-set -all --inh-caps -all "$SONDE" dtrace -n 'BEGIN { exit(0); }' 2> "$TMP/err"
echo $?
grep -c '^dtrace: ' "$TMP/err"
# tracepoints stand in tracefs, which is root's alone: a listing says why it is empty
setpriv --reuid 65534 --regid 65534 --clear-groups "$SONDE" -l 'kernel.trace("*")' 2>&1 | grep -o 'no probe point matches.*\|tracepoints cannot.*it takes'

# >>> out like
# 2
# [12]
# [1-9]
# no probe point matches kernel.trace\("\*"\)
# tracepoints cannot be seen here; what it takes
# <<<

# >>> err like
# ...
# .*(root|CAP_|privilege).*
# ...
# <<<
