#!/bin/sh
# @@needs: watchpoint tool:gcc   @@only: host
# @@why: a processor watches four places at a time: one more is left out, and told; and one that it cannot watch
cat > "$TMP/wp.c" <<'C'
int a, b, c, d, e;
int main(void) { a = 1; b = 2; c = 3; d = 4; e = 5; return 0; }
C
gcc -g -O0 -o "$TMP/wp" "$TMP/wp.c" || exit 1
for v in a b c d e; do
	echo "probe process(\"$TMP/wp\").data(\"$v\").write { println(\"$v\") }"
done > "$TMP/wp.stp"
"$SONDE" -c "$TMP/wp" "$TMP/wp.stp" 2>&1 | sed "s|$TMP/||" | sort
"$SONDE" stap -e 'global x probe kernel.data(0xffffffff81000001).length(8).write { x++ } probe timer.ms(1) { exit() }' 2>&1
"$SONDE" stap -e 'global x probe kernel.data(0xffffffff81000001).length(8).write { x++ }' 2>&1 || :
"$SONDE" -l 'kernel.data(0x1000).write' -l 'kernel.data(4096).rw' -l 'perf.type(0x1).config(1)'	# as they were written

# >>> out
#       = hint: all debug registers of the processor, four, are taken
# a
# b
# c
# d
# warning: probe process("wp").data("e").write registration error [man warning::pass5] (rc -28)
# WARNING: probe kernel.data(0xffffffff81000001).length(8).write registration error [man warning::pass5] (rc -22)
#       = hint: the processor watches 1, 2, 4 or 8 bytes, at a multiple of as many
# x=0
# ERROR: cannot watch kernel.data(0xffffffff81000001).length(8).write: Invalid argument
#       = hint: the processor watches 1, 2, 4 or 8 bytes, at a multiple of as many
# WARNING: /usr/bin/staprun exited with status: 1
# Pass 5: run failed.  [man error::pass5]
# kernel.data(0x1000).write
# kernel.data(4096).rw
# perf.type(0x1).config(1)
# <<<
