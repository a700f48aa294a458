#!/bin/sh
# @@why: an __init function has gone: told when it is looked for, passed over where it may be missing; malformed patterns
for p in 'kernel.function("start_kernel")' 'kernel.function("start_kernel") ?, begin' 'kprobe.function("start_kernel")' \
	'kernel.function("")' 'kernel.function("@fs/read_write.c")'; do
	"$SONDE" stap -p2 -e "probe $p { println(1) }" 2>&1 | sed -n '/semantic error/p; /^begin/s/ *$//p'
done

# >>> out
# semantic error: while resolving probe point: identifier 'kernel' at <input>:1:7
# semantic error: no match: start_kernel runs while the kernel starts (__init), and is not there any more: keyword at :1:14
# begin /*  <- begin */
# semantic error: while resolving probe point: identifier 'kprobe' at <input>:1:7
# semantic error: no match: start_kernel runs while the kernel starts (__init), and is not there any more: keyword at :1:14
# semantic error: malformed specification '': keyword at <input>:1:14
# semantic error: malformed specification '@fs/read_write.c': keyword at <input>:1:14
# <<<
