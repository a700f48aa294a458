#!/bin/sh
# @@needs: uprobe unwind tool:gdb tool:setarch tool:gcc   @@timeout: 120
# debugger.sh in short, for every kernel. What main has on its stack before it puts something there is left out: the
# loader's leavings differ under a debugger.
. "$(dirname "$0")/../../tools/beside_gdb.sh"
triggers=$(dirname "$0")/../../triggers
cp "$triggers"/subject* "$triggers"/frames.c "$TMP" && cd "$TMP" || exit 1
gcc -O2 -g -no-pie -fomit-frame-pointer -o c-O2 subject.c subject_other.c && variables c-O2 200 'ppfunc() != "main"'
gcc -O2 -g -fomit-frame-pointer -o frames frames.c
echo "probe process(\"$TMP/frames\").function(\"leaf*\") { println(ubacktrace()) }" > y.stp
"$SONDE" -c "setarch -R env -i $TMP/frames 2" y.stp > stacks
under_gdb STACKS=stacks "$beside/gdb_stacks.py" "$TMP/frames" | awk '/equal$/ && $3 >= 40 { $3 = "all" } { print }'

# >>> out
# c-O2 equal
# 5 stacks, all frames equal
# <<<
