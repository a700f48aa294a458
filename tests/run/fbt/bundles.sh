#!/bin/sh
# @@needs: kprobe uprobe   @@timeout: 60
# @@why: bundles that another kernel made, one without kprobes as a rule (tests/guest/bundles): no clang, no headers
bundles=$(dirname "$SONDE")/../bundles
[ -d "$bundles" ] || "$(dirname "$0")/../../guest/bundles" "$SONDE" "$bundles"
SONDE_CLANG=/none; export SONDE_CLANG
(while :; do cat /etc/hostname; sleep 0.3; done > /dev/null) & reader=$!
"$SONDE" run "$bundles/simple.sonde" | head -n 1
kill $reader
"$SONDE" run "$bundles/kernel.sonde" -c 'cat /etc/hostname' 2>&1 | tail -n 1
"$SONDE" run "$bundles/fields.sonde" -c /bin/true
"$SONDE" run "$bundles/calls.sonde" -c "$TRIGGERS/sys getppid 3"
"$SONDE" run "$bundles/thread.sonde" -c "$TRIGGERS/sys getppid 3"

# >>> out like
# read performed
# 11 10
# /bin/true 1
# sys 3
# 3 sys
# 1 1
# <<<
