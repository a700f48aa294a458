#!/bin/sh
# @@why: sums that leave 64 bits wrap in both executors, in comparisons that clang could decide before, too
cat > "$TMP/x.stp" <<'END'
global low = -2147483647, high = 9223372036854775807
function f:long(x:long, y:long) { z = x * 3 - y; if (z > 10) return z; return 0 }
function up:long(x:long) { if (x + 1 > x) return 1; return 0 }
probe begin {
	println(f(low, high), " ", up(high), " ", up(low), " ", -(high + 1) == high + 1, " ", high * 2 / 2 == high)
	exit()
}
END
for place in kernel user; do "$SONDE" -w -O place=$place "$TMP/x.stp"; done

# >>> out
# 9223372030412324868 0 1 1 0
# 9223372030412324868 0 1 1 0
# <<<
