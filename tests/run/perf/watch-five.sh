#!/bin/sh
# @@needs: watchpoint tool:gcc   @@only: host
# @@why: a processor watches four places at a time: one more is left out, and told
cat > "$TMP/wp.c" <<'C'
int a, b, c, d, e;
int main(void) { a = 1; b = 2; c = 3; d = 4; e = 5; return 0; }
C
gcc -g -O0 -o "$TMP/wp" "$TMP/wp.c" || exit 1
for v in a b c d e; do
	echo "probe process(\"$TMP/wp\").data(\"$v\").write { println(\"$v\") }"
done > "$TMP/wp.stp"
"$SONDE" -c "$TMP/wp" "$TMP/wp.stp" 2>&1 | sed "s|$TMP/||" | sort

# >>> out
# a
# b
# c
# d
# warning: process("wp").data("e").write is left out: all debug registers of the processor, four, are taken
# <<<
