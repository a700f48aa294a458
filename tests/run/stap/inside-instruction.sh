#!/bin/sh
# @@needs: uprobe tool:gcc tool:nm
# @@why: a probe inside of an instruction would end the program: it is refused, as is one where there is no code
cd "$TMP" || exit 1
cat > p.c <<'C'
#include <stdio.h>
__attribute__((noipa)) int work(int n) { return n * 305419896; }
int main(void) { printf("%d\n", work(2)); return 0; }
C
gcc -O2 -g -o p p.c || exit 1
at=$(nm p | awk '$3 == "work" { print $1 }')
for off in 0 1; do
	where=$(printf '0x%x' $((0x$at + off)))
	for point in "statement($where)" "function($where)" "statement($where).absolute"; do
		"$SONDE" -g -c ./p -e "probe process(\"./p\").$point { println(\"hit\") }" 2>&1 |
			sed -n "s/$where/ADDR/; s|of $PWD/|of |; /hit/p; /^[0-9]/p; s/.*error: //p" | sort
	done
	"$SONDE" dtrace -qn "pid\$target:a.out:-:$(echo "$where" | cut -c3-) { printf(\"hit\\n\"); }" -c ./p 2>&1 |
		sed "s/$where/ADDR/; s|.*: ||" | grep -E '^hit|ADDR|^[0-9]+$' | sort
done
"$SONDE" -e "probe process(\"./p\").statement(0x1) { }" 2>&1 | sed -n "s|$PWD/||; s/.*error: //p"

# >>> out
# 610839792
# hit
# 610839792
# hit
# 610839792
# hit
# 610839792
# hit
#     1 | probe process("./p").statement(ADDR) { println("hit") }
# ADDR is not at the start of an instruction of p [STAP_POINT]
#     1 | probe process("./p").function(ADDR) { println("hit") }
# ADDR is not at the start of an instruction of p [STAP_POINT]
#     1 | probe process("./p").statement(ADDR).absolute { println("hit") }
# ADDR is not at the start of an instruction of p [STAP_POINT]
# ADDR is not at the start of an instruction
# 0x1 is not in the code of p [STAP_POINT]
# <<<
