#!/bin/sh
# @@needs: uprobe
cat > "$TMP/x.stp" <<END
global calls, sum
probe process("$TRIGGERS/calls").function("work") { calls++ }
probe process("$TRIGGERS/calls").function("work").return { sum <<< 1 }
probe process("$TRIGGERS/calls").function("fact") { calls += 1000 }
probe end { printf("%d %d\n", calls, @count(sum)) }
END
"$SONDE" -c "$TRIGGERS/calls 100" "$TMP/x.stp"

# >>> out
# 600100 100
# <<<
