#!/bin/sh
# @@needs: uprobe unwind
# Inlined calls are frames of their own, with the lines that they are called from; the name of a caller is
# that of the call, which may be the last instruction of its function; through a signal, as gdb has it.
cut() { sed -E 's/0x[0-9a-f]{6,}/PC/; s|/[^ "]*/||g; s/\+0x[0-9a-f]+//; s|/0x[0-9a-f]+||; /libc\.so|_start/d'; }

"$SONDE" -c "$TRIGGERS/inlined" -e 'pid$target:a.out:leaf:entry { trace(arg0); ustack(); }' | sed '/^$/d' | cut
"$SONDE" -c "$TRIGGERS/inlined" -e 'probe process.function("leaf") { print_ubacktrace_fileline() }' | cut
"$SONDE" -c "$TRIGGERS/inlined" -e 'probe process.function("leaf") {
	print_ubacktrace_brief(); print(sprint_ubacktrace()); println(usymfileline(uaddr())); exit() }' | cut
echo "names off:"
"$SONDE" -O noresolve -c "$TRIGGERS/inlined" -e 'pid$target:a.out:outer:entry { ustack(1); }' |
	sed -E 's/0x[0-9a-f]+/OFFSET/; /^$/d'
"$SONDE" -c "$TRIGGERS/inlined" -e 'probe process.function("handler") { print_ubacktrace() }' | grep -c __restore_rt

# >>> out
# 11
#               inlined`leaf
#               inlined`inner (inlined)
#               inlined`middle (inlined)
#               inlined`outer
#               inlined`main
# 10
#               inlined`leaf
#               inlined`handler
#               inlined`main
# 77
#               inlined`leaf
#               inlined`last
#               inlined`before_last
#               inlined`main
#  PC : leaf at ..inlined.c:11 [inlined]
#  PC : inner (inlined) at ..inlined.c:17 [inlined]
#  PC : middle (inlined) at ..inlined.c:24 [inlined]
#  PC : outer at ..inlined.c:30 [inlined]
#  PC : main at ..inlined.c:55 [inlined]
#  PC : leaf at ..inlined.c:11 [inlined]
#  PC : handler at ..inlined.c:36 [inlined]
#  PC : main at ..inlined.c:56 [inlined]
#  PC : leaf at ..inlined.c:11 [inlined]
#  PC : last at ..inlined.c:43 [inlined]
#  PC : before_last at ..inlined.c:49 [inlined]
#  PC : main at ..inlined.c:57 [inlined]
# leaf
# inner (inlined)
# middle (inlined)
# outer
# main
# leaf [inlined]
# inner (inlined) [inlined]
# middle (inlined) [inlined]
# outer [inlined]
# main [inlined]
# ..inlined.c:11
# names off:
#               inlined:OFFSET
# 1
# <<<
