#!/bin/sh
# @@why: the numbers that a listing shows are those that -i takes, whatever it was asked for; what is made when named comes behind
n=$("$SONDE" dtrace -ln syscall::read:entry | awk 'NR == 2 { print $1 }')
"$SONDE" dtrace -l | awk -v n="$n" '$1 == n { print $2, $4, $5 }'
"$SONDE" dtrace -l -i "$n" | awk 'NR == 2 { print $2, $4, $5 }'
"$SONDE" dtrace -lP syscall -f read | awk -v n="$n" '$1 == n { print $2, $4, $5 }'
"$SONDE" dtrace -qi "$n" -n 'BEGIN { exit(0); }' | grep .
"$SONDE" dtrace -ln tick-77ms -n 'BEGIN,nosuch:::' 2>&1 | awk '{ print $1 == 1, $2, $3 }'

# >>> out
# syscall read entry
# syscall read entry
# syscall read entry
# 0 failed to
# 0 PROVIDER MODULE
# 0 profile tick-77ms
# 1 dtrace BEGIN
# <<<
