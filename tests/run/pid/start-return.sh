#!/bin/sh
# @@needs: uprobe tool:gcc
# @@why: _start returns to nobody, and where a return address would be is argc: "*" in a return probe leaves it out
cd "$TMP" || exit 1
printf '#include <stdio.h>\nint main(int argc, char **argv) { printf("argc %%d\\n", argc); return 0; }\n' > p.c
gcc -g -o p p.c || exit 1
"$SONDE" stap -w -c './p one two' -e 'global n probe process("./p").function("*").return { n++ } probe end { println(n > 0) }'
"$SONDE" dtrace -qc './p one two' -n 'pid$target:a.out::return { n++; } END { printf("%d", n > 0); }'; echo
"$SONDE" -l 'process("./p").function("_start").return' > out 2>&1; echo $?

# >>> out
# argc 3
# 1
# argc 3
# 1
#
# 2
# <<<
