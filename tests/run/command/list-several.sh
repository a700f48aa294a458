#!/bin/sh
# @@why: several descriptions or points in one pattern, as a program has them
"$SONDE" -l 'syscall::read:entry,syscall::write:entry' | awk '{ print $2, $4, $5 }'
"$SONDE" -l 'BEGIN, END'
"$SONDE" -l 'syscall.read, syscall.write.return'

# >>> out
# PROVIDER FUNCTION NAME
# syscall read entry
# syscall write entry
#    ID   PROVIDER            MODULE                          FUNCTION NAME
#     1     dtrace                                                     BEGIN
#     2     dtrace                                                     END
# syscall.read
# syscall.write.return
# <<<
