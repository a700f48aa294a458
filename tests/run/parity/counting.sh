#!/bin/sh
# @@why: the same counting of the same calls: D aggregation, SystemTap statistic, SystemTap array
d='syscall::write:entry /pid == $target && arg2 <= 100/ { @n = count(); @s = sum(arg2); @lo = min(arg2); @hi = max(arg2); @a = avg(arg2); }
	END { printa("%@d ", @n); printa("%@d ", @s); printa("%@d ", @lo); printa("%@d ", @hi); printa("%@d\n", @a); }'
stap='global s probe syscall.write { if (pid() == target() && count <= 100) s <<< count }
	probe end { printf("%d %d %d %d %d\n", @count(s), @sum(s), @min(s), @max(s), @avg(s)) }'
"$SONDE" -c "$TRIGGERS/sys sizes 100" -e "$d" | grep .
"$SONDE" -c "$TRIGGERS/sys sizes 100" -e "$stap"

# >>> out
# 100 5050 1 100 50
# 100 5050 1 100 50
# <<<
