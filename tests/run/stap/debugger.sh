#!/bin/sh
# @@only: host   @@needs: uprobe unwind tool:gdb tool:setarch   @@timeout: 120
# Every variable at every line that has code, and every frame, as a debugger shows them: the program runs once under
# sonde and once under gdb, with everything at the same addresses. What differs is printed.
tools=$(dirname "$0")/../../tools triggers=$(dirname "$0")/../../triggers
tools=$(realpath "$tools")
cp "$triggers"/subject* "$triggers"/frames.c "$TMP" && cd "$TMP" || exit 1
under_gdb() {
	env -i "$1" gdb -nx -batch -ex "unset environment ${1%%=*}" -x "$2" --args "$3" 2 2>&1 |
		grep 'equal\|differ\|sonde\|gdb  \|Error\|shows\|hits'
}
# PROGRAM LEAST SOURCES...: its variables; as many as LEAST have to be compared
variables() {
	printf 'probe process("%s").statement("*@subject*:*") { printf("%%x %%s %%s\\n", uaddr(), ppfunc(), $$vars$$) }\n' \
		"$TMP/$1" > x.stp
	"$SONDE" -O strsize=2000 -c "setarch -R env -i $TMP/$1 2" x.stp > "$1.places"
	under_gdb PLACES="$1.places" "$tools/gdb_places.py" "$TMP/$1" |
		awk -v n="$1" -v least="$2" '/^places/ { print n, ($4 >= least ? "equal" : $0); next } { print }'
}
for o in O2 O3 Og; do
	gcc -$o -g -no-pie -fomit-frame-pointer -o c-$o subject.c subject_other.c && variables c-$o 600
done
gcc -O2 -g -gdwarf-4 -no-pie -o v4 subject.c subject_other.c && variables v4 600
g++ -O2 -g -no-pie -o cxx subject_cxx.cpp && variables cxx 40

gcc -O2 -g -fomit-frame-pointer -o frames frames.c
echo "probe process(\"$TMP/frames\").function(\"leaf*\") { println(ubacktrace()) }" > y.stp
"$SONDE" -c "setarch -R env -i $TMP/frames 2" y.stp > stacks
under_gdb STACKS=stacks "$tools/gdb_stacks.py" "$TMP/frames" | awk '/equal$/ && $3 >= 40 { $3 = "all" } { print }'

# >>> out
# c-O2 equal
# c-O3 equal
# c-Og equal
# v4 equal
# cxx equal
# 5 stacks, all frames equal
# <<<
