#!/bin/sh
# @@why: the end of the followed process ends the run: END, then what remains is printed; the end of the run
# @@why: ends a command of dtrace -c, and none of sonde -c
"$TRIGGERS/waits" sleep $((700 * SLOW)) &
"$SONDE" -x $! -e 'END { printf("over\n"); } BEGIN { @ = count(); }'
echo $?
for form in "dtrace -qn" "-q -e"; do
	"$SONDE" $form 'syscall::clock_nanosleep:entry /pid == $target/ { printf("%d\n", pid); exit(0); }' -c "sleep 600" > "$TMP/out"
	kill $(cat "$TMP/out") 2>/dev/null && echo alive || echo ended
done
"$SONDE" dtrace -qn 'syscall::execve:return /pid == $target/ { exit(0); }' -c "echo last words"

# >>> out
# over
#
#                 1
# 0
# ended
# alive
# last words
# <<<
