#!/bin/sh
# @@timeout: 60
# @@why: with the default buffer nothing is lost at full speed
"$SONDE" -c "$TRIGGERS/sys getppid 300000" \
	-e 'syscall::getppid:entry /pid == $target/ { printf("line %d\n", n++); }' > "$TMP/out" 2> "$TMP/err"
awk '$1 == "line" { if ($2 != n++) bad++ } END { print n, bad + 0 }' "$TMP/out"
cat "$TMP/err"

# >>> out
# 300000 0
# <<<
