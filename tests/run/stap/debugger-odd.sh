#!/bin/sh
# @@only: host   @@needs: uprobe tool:gdb tool:setarch   @@timeout: 120
# As debugger.sh, for whatever else compilers make of C; a NULL that is followed costs its own text only.
. "$(dirname "$0")/../../tools/beside_gdb.sh"
cp "$(dirname "$0")"/../../triggers/subject_odd* "$TMP" && cd "$TMP" || exit 1
for o in O2 Og; do
	gcc -$o -g -no-pie -o odd-$o subject_odd.c subject_odd_other.c && variables odd-$o 1300
done
"$SONDE" -c ./odd-O2 -e 'probe process.function("tail2") { if ($v == 3) printf("%s %s\n", $n->next$, $n$) }'
# too large for registers: the caller says where it goes
"$SONDE" -c ./odd-O2 -e 'probe process.function("ret24").return { println($return->b, $return$) }'

# >>> out
# odd-O2 equal
# odd-Og equal
# ERROR {.next=0x0, .v=50, .arr=[...]}
# 1{.a=0, .b=1, .c=2}
# <<<
