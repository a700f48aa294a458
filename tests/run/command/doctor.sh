#!/bin/sh
# @@why: the ladder, a line for each facility
"$SONDE" doctor > "$TMP/out"; echo $?
grep -c -e test_run -e ringbuf -e raw_tp -e uprobe "$TMP/out"
sed -n '/^ladders/,$p' "$TMP/out" | grep -c '^  .*\[[a-z_ ,]*\]'	# something of each is used

# >>> out like
# 0
# [4-9]
# [6-8]
# <<<
