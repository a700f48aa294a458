#!/bin/sh
# @@timeout: 60
# @@why: a buffer too small: every line is printed or counted as a drop
"$SONDE" -O bufsize=4k -c "$TRIGGERS/sys getppid 300000" \
	-e 'syscall::getppid:entry /pid == $target/ { printf("line %d\n", n++); }' > "$TMP/out" 2> "$TMP/err"
echo $?
lines=$(grep -c '^line [0-9]*$' "$TMP/out")
drops=$(sed -n 's/.*[^0-9]\([0-9][0-9]*\) \(drops*\|records* lost\).*/\1/p' "$TMP/err" | awk '{ s += $1 } END { print s + 0 }')
echo "$((lines + drops))"
sort -c -k2n "$TMP/out" 2>&1 | head -n 1

# >>> out
# 0
# 300000
# <<<
