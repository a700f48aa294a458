#!/bin/sh
# @@timeout: 60
# @@why: at full speed every line is printed, in order, or counted as dropped: the two add up exactly
"$SONDE" -c "$TRIGGERS/sys getppid 300000" \
	-e 'syscall::getppid:entry /pid == $target/ { printf("line %d\n", n++); }' > "$TMP/out" 2> "$TMP/err"
drops=$(sed -n 's/.* \([0-9]*\) drops*: no room for records.*/\1/p' "$TMP/err" | awk '{ n += $1 } END { print n + 0 }')
awk -v drops="$drops" '$1 == "line" { if (n && $2 <= last) bad++; last = $2; n++ }
	END { print n + drops, bad + 0 }' "$TMP/out"

# >>> out
# 300000 0
# <<<
