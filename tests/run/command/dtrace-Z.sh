#!/bin/sh
# @@why: a description without match is an error, unless -Z
"$SONDE" dtrace -q -n 'syscall::no_such:entry { trace(1); }'; echo $?
"$SONDE" dtrace -q -Z -n 'syscall::no_such:entry { trace(1); }' -n 'BEGIN { printf("ok\n"); exit(0); }'; echo $?

# >>> out
# 1
# ok
#
# 0
# <<<

# >>> err like
# .*does not match any probes.*
# ...
# <<<
