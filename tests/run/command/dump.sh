#!/bin/sh
# @@why: each stage has a text form
"$SONDE" --dump=prog -e 'BEGIN { printf("%d\n", 6 * 7); exit(0); }' 2>&1 | grep -c 'probe dtrace:::BEGIN'
"$SONDE" --dump=ast -p 1 -e 'BEGIN { x = 1; }' 2>&1 | grep -c .
"$SONDE" --dump=c -p 3 -e 'BEGIN { x = 1; }' 2>&1 | grep -c '#line'

# >>> out like
# 1
# [1-9][0-9]*
# [1-9][0-9]*
# <<<
