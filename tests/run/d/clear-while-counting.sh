#!/bin/sh
# @@only: host 6.1
# @@needs: uprobe tool:gcc
# @@why: what clear() and trunc() take from an aggregation is what printa() has shown: nothing that comes between is lost
cat > "$TMP/f.c" <<'END'
#include <unistd.h>
__attribute__((noinline)) int f(int k) { __asm__ volatile("" : "+r"(k)); return k + 1; }
int main(void)
{
	int s = 0;

	for (int i = 0; i < 20000; i++) {
		if (i % 4000 == 0)
			usleep(40000);	/* ticks come in between, however fast the machine */
		s += f(i);
	}
	return s == -1;
}
END
gcc -g -O1 -o "$TMP/f" "$TMP/f.c" || exit 1
"$SONDE" dtrace -q -c "$TMP/f" -n '
pid$target:f:f:entry { @ = count(); @k[arg0 & 3] = count(); @kept[arg0 & 7] = sum(1); @none = max(arg0); @s = stddev(arg0 % 100); @q[arg0 & 1] = quantize(arg0 & 15); }
tick-50ms { printa("x %@d\n", @); clear(@); printa("y %@d\n", @k); trunc(@k); }
tick-50ms { printa(@kept); trunc(@kept, 8); printa(@none, @s); trunc(@none, 1); trunc(@s, 1); printa(@q); trunc(@q, -2); }
END { printa("x %@d\n", @); printa("y %@d\n", @k); printa("kept %d %@d\n", @kept); printa("m %@d %@d\n", @none, @s); printa("q %@d\n", @q); }' > "$TMP/out"
awk '/^x/ { shown++ } /^[xy]/ { s[$1] += $2 } /^kept/ { n++; s["kept"] += $3 } /^m/ { print } END { print s["x"], s["y"], n, s["kept"], (shown > 2) }' "$TMP/out"
sed '1,/^m/d' "$TMP/out" | awk '$3 ~ /^[0-9]+$/ { s += $3 } END { print s }'

# >>> out
# m 19999 29
# 20000 20000 8 20000 1
# 20000
# <<<
