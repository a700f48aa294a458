#!/bin/sh
# @@only: host   @@needs: uprobe tool:cc
# @@why: a program that is built anew, upgraded or overwritten while it is traced: said once, and what becomes of its probes
cd "$TMP" || exit 1
cat > p.c <<'C'
#include <stdlib.h>
__attribute__((noinline, noclone)) int work(int n) { return n + ADD; }
int main(int argc, char **argv) { return work(atoi(argv[1])) == 0; }
C
cc -O1 -g -DADD=1 -o one p.c && cc -O1 -g -DADD=2 -o two p.c && cp one old && cp one other && cp one last && cp one same || exit 1
cat > x.stp <<END
probe process("$PWD/one").function("work"), process("$PWD/other").function("work"), process("$PWD/last").function("work"),
	process("$PWD/same").function("work") { println(ppfunc(), " ", int_arg(1)) }
probe begin { println("ready") }
END
"$SONDE" stap -o out x.stp 2> err & sonde=$!
wait_for() { until grep -qs "$1" "$2"; do sleep 0.05; done; }
wait_for ready out
ln one keep; ./one 1; wait_for 'work 1' out
cp two new && mv new one; wait_for 'one was replaced' err	# another file takes its name
./one 2; ./keep 3; wait_for 'work 3' out
rm other; cp two other; wait_for 'other was replaced' err	# removed first
./last 4; wait_for 'work 4' out
cat two > last; wait_for 'last was written' err			# the same file, with other contents
./last 5
touch same; chmod 700 same; ./same 6; wait_for 'work 6' out	# nothing has happened to this one's code
kill -INT $sonde; wait $sonde
cat out; sed "s|$PWD/||g; s/ *= hint/hint/" err

# >>> out
# ready
# work 1
# work 3
# work 4
# work 6
# WARNING: one was replaced while it is traced: processes that run the new file are not probed, those that run the old one still are
# hint: start again to probe the new file
# WARNING: other was replaced while it is traced: processes that run the new file are not probed, those that run the old one still are
# hint: start again to probe the new file
# WARNING: last was written to while it is traced: its probes were let go, as other code may stand where they were
# hint: start again to probe what it is now
# <<<
