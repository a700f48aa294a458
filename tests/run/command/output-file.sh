#!/bin/sh
# @@why: -o; and where nothing can be written: a full device, standard streams that are closed
"$SONDE" -o "$TMP/out" -e 'BEGIN { printf("to the file\n"); exit(0); }'
grep . "$TMP/out"
"$SONDE" -o /dev/full -e 'BEGIN { printf("lost\n"); exit(0); }'; echo $?
"$SONDE" -e 'BEGIN { printf("lost\n"); exit(0); }' >&-; echo $?
"$SONDE" -e 'BEGIN { exit(3); }' <&- >&- 2>&-; echo $?
"$SONDE" -e 'tick-10ms { printf("kept\n"); exit(0); }' <&-; echo $?

# >>> out
# to the file
# 1
# 1
# 3
# kept
# 0
# <<<

# >>> err
# sonde: error: cannot write the output: No space left on device
# sonde: error: cannot write the output: Bad file descriptor
# <<<
