#!/bin/sh
# @@needs: tool:setpriv
# @@why: root without capabilities: one sentence with the remedy, exit 2, quickly
setpriv --bounding-set -all --inh-caps -all "$SONDE" -e 'syscall:::entry { @ = count(); } tick-1s { exit(0); }'
echo $?
setpriv --bounding-set -all --inh-caps -all "$SONDE" dtrace -n 'BEGIN { exit(0); }' 2> "$TMP/err"
echo $?
grep -c '^dtrace: ' "$TMP/err"

# >>> out like
# 2
# [12]
# [1-9]
# <<<

# >>> err like
# ...
# .*(root|CAP_|privilege).*
# ...
# <<<
