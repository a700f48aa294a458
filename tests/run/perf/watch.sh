#!/bin/sh
# @@needs: watchpoint
# @@why: each round writes the variable once; nobody writes the table
cat > "$TMP/x.stp" <<END
global writes, all, table
probe process.data("global").write { writes++ }
probe process("$TRIGGERS/marks").data("global").length(8).rw { all++ }
probe process.data("table").write { table++ }
probe end { printf("%d %d %d\n", writes, all, table) }
END
"$SONDE" -c "$TRIGGERS/marks 10" "$TMP/x.stp"
"$SONDE" -c "$TRIGGERS/marks 1" -e 'probe process.data("nosuch").write { }' 2>&1 | grep -o 'has no symbol nosuch'
"$SONDE" -e 'probe kernel.data(0xffffffff81000000).length(3).write { }' 2>&1 | grep -o 'the length.*[0-9]'
"$SONDE" -e 'probe process.data(0x1000).write { }' 2>&1 | grep -o 'a watchpoint in a process needs.*)'

# >>> out
# 10 10 0
# has no symbol nosuch
# the length of a watchpoint is 1, 2, 4 or 8, not 3
# a watchpoint in a process needs -c COMMAND, -x PID or process(PID)
# <<<
