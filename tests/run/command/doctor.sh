#!/bin/sh
# @@why: the ladder, a line for each facility
"$SONDE" doctor > "$TMP/out"; echo $?
grep -c -e test_run -e ringbuf -e raw_tp -e uprobe "$TMP/out"

# >>> out like
# 0
# [4-9]
# <<<
