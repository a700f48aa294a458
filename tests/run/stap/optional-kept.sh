#!/bin/sh
# @@why: an optional function that the kernel has and keeps from being probed (6.12: EBUSY) does not end the others
"$SONDE" stap -e 'probe kprobe.function("blk_account_io_start") ? { n++ }
	probe begin { println("began") exit() }
	global n' --no-global-var-display 2>/dev/null

# >>> out
# began
# <<<
