#!/bin/sh
# @@only: host   @@needs: uprobe unwind tool:gdb tool:setarch   @@timeout: 120
# Every variable at every line that has code, and every frame, as a debugger shows them: the program runs once under
# sonde and once under gdb, with everything at the same addresses. What differs is printed.
. "$(dirname "$0")/../../tools/beside_gdb.sh"
triggers=$(dirname "$0")/../../triggers
cp "$triggers"/subject* "$triggers"/frames.c "$TMP" && cd "$TMP" || exit 1
for o in O2 O3 Og; do
	gcc -$o -g -no-pie -fomit-frame-pointer -o c-$o subject.c subject_other.c && variables c-$o 600
done
gcc -O2 -g -gdwarf-4 -no-pie -o v4 subject.c subject_other.c && variables v4 600
g++ -O2 -g -no-pie -o cxx subject_cxx.cpp && variables cxx 40

gcc -O2 -g -fomit-frame-pointer -o frames frames.c
echo "probe process(\"$TMP/frames\").function(\"leaf*\") { println(ubacktrace()) }" > y.stp
"$SONDE" -c "setarch -R env -i $TMP/frames 2" y.stp > stacks
under_gdb STACKS=stacks "$beside/gdb_stacks.py" "$TMP/frames" | awk '/equal$/ && $3 >= 40 { $3 = "all" } { print }'

# >>> out
# c-O2 equal
# c-O3 equal
# c-Og equal
# v4 equal
# cxx equal
# 5 stacks, all frames equal
# <<<
