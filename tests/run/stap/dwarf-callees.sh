#!/bin/sh
# @@only: host   @@needs: uprobe
# What a function calls, called or inlined, fires when that function calls it; labels by name; PLT entries.
P="process(\"$TRIGGERS/subject\")"
cat > "$TMP/x.stp" <<END
global n
probe $P.function("work").callee("twice") { n["twice in work"]++ }
probe $P.function("main").callee("twice")? { n["twice in main"]++ }
probe $P.function("work").callee("sc*") { n["scale in work"]++ }
probe $P.function("main").callees { n["called by main"]++ }
probe $P.function("main").callees(2) { n[ppfunc()]++ }
probe $P.plt("strto*") { n[\$\$name . " " . ppfunc()]++ }
probe $P.function("work").label("failed") { n[pnlabel()]++ }
probe end { foreach (k+ in n) println(k, ": ", n[k]) }
END
"$SONDE" -c "$TRIGGERS/subject 3" "$TMP/x.stp"
for what in callee label; do
	"$SONDE" -p2 -e "probe $P.function(\"work\").$what(\"nosuch\") { }" 2>&1 | grep -o "(work .*)"
done
"$SONDE" -e "probe $P.function(\"work\").label(\"f*\") { } probe begin { println(\"labels\") exit() }"

# >>> out
# atoi: 1
# called by main: 28
# flags: 3
# helper: 3
# many: 3
# matrix: 3
# other: 3
# pair: 3
# scale: 6
# scale in work: 6
# shapes: 3
# state: 3
# strtol strtol: 1
# swap: 3
# twice: 9
# twice in work: 9
# work: 3
# (work calls twice, scale)
# (work has no such label)
# labels
# <<<
