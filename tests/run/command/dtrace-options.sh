#!/bin/sh
# @@why: -P -m -f -n -i read the description in their own way; -q and -x quiet
"$SONDE" dtrace -q -n 'BEGIN { printf("n\n"); exit(0); }'
"$SONDE" dtrace -xquiet -n 'BEGIN { printf("x\n"); exit(0); }'
"$SONDE" dtrace -q -i '1 { printf("i\n"); exit(0); }'
"$SONDE" dtrace -q -P 'dtrace /probename == "BEGIN"/ { printf("P\n"); exit(0); }'
"$SONDE" dtrace -q -c "$TRIGGERS/sys getppid 1" -f 'syscall::getppid /pid == $target/ { @[probename] = count(); } '
"$SONDE" dtrace -e -n 'BEGIN { exit(0); }'; echo "e $?"
"$SONDE" dtrace -n 'BEGIN { ' ; echo "error $?"
"$SONDE" dtrace > "$TMP/usage" 2>&1; echo "usage $?"
"$SONDE" dtrace -V | sed 's/ [0-9.]*$//'

# >>> out
# n
#
# x
#
# i
#
# P
#
#
#   entry                                                             1
#   return                                                            1
# e 0
# error 1
# usage 2
# dtrace: D
# <<<
