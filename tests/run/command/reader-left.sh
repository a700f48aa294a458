#!/bin/sh
# @@why: who reads the output leaves: the session ends, and nothing is wrong
{ "$SONDE" stap -e 'probe timer.ms(5) { println(n++) } global n' 2> "$TMP/err"; echo "ended $?" >> "$TMP/err"; } | head -n 1
cat "$TMP/err"

# >>> out
# 0
# ended 0
# <<<
