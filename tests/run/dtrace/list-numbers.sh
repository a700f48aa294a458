#!/bin/sh
# @@why: the numbers that a listing shows are those that -i takes, whatever it was asked for, and in whatever order; what is made when named comes behind
# @@timeout: 60
n=$("$SONDE" dtrace -ln syscall::read:entry | awk 'NR == 2 { print $1 }')
"$SONDE" dtrace -l | awk -v n="$n" '$1 == n { print $2, $4, $5 }'
"$SONDE" dtrace -l -i "$n" | awk 'NR == 2 { print $2, $4, $5 }'
"$SONDE" dtrace -lP syscall -f read | awk -v n="$n" '$1 == n { print $2, $4, $5 }'
"$SONDE" dtrace -qi "$n" -n 'BEGIN { exit(0); }' | grep .
"$SONDE" dtrace -ln tick-77ms -n 'BEGIN,nosuch:::' 2>&1 | awk '{ print $1 == 1, $2, $3 }'
m=$("$SONDE" dtrace -ln sched:::on-cpu | awk 'NR == 2 { print $1 }')
"$SONDE" dtrace -ln sched:::on-cpu -n syscall::write:entry -i "$n" -i "$m" -ln syscall::read:entry |
awk -v n="$n" -v m="$m" 'NR > 1 { print $1 == n, $1 == m, $2, $4, $5 }'
"$SONDE" dtrace -qn 'syscall::write:entry { } sched:::on-cpu { }' -i "$n" -i "$m" -n 'BEGIN { exit(0); }' > /dev/null && echo all there

# >>> out
# syscall read entry
# syscall read entry
# syscall read entry
# syscall read entry
# 0 failed to
# 0 PROVIDER MODULE
# 0 profile tick-77ms
# 1 dtrace BEGIN
# 0 1 sched on-cpu 
# 0 0 syscall write entry
# 1 0 syscall read entry
# 0 1 sched on-cpu 
# 1 0 syscall read entry
# all there
# <<<
