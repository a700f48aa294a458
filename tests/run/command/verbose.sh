#!/bin/sh
# @@why: -v tells the passes; -p N stops after one
"$SONDE" -v -e 'BEGIN { exit(0); }' 2>&1 | grep -o '^Pass [1-5]:' | sort -u
"$SONDE" -p 1 -e 'BEGIN { exit(0); }' > "$TMP/x" 2>&1; echo $?
"$SONDE" -p 2 -e 'BEGIN { x = nosuch; }' > "$TMP/x" 2>&1; echo $?
"$SONDE" -p 1 -e 'BEGIN { x = nosuch; }' > "$TMP/x" 2>&1; echo $?
"$SONDE" -p 3 -e 'BEGIN { x = 1; }' | grep -c SEC
"$SONDE" -p 4 -e 'BEGIN { printf("not run\n"); }' | grep 'not run'
:

# >>> out like
# Pass 1:
# Pass 2:
# Pass 3:
# Pass 4:
# Pass 5:
# 0
# 1
# 0
# [1-9][0-9]*
# <<<
