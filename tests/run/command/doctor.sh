#!/bin/sh
# @@why: the ladder, a line for each facility
"$SONDE" doctor > "$TMP/out"; echo $?
grep -c -e test_run -e ringbuf -e raw_tp -e uprobe "$TMP/out"
sed -n '/^ladders/,$p' "$TMP/out" | grep -c '^  .*\[[a-z_ ,]*\]'	# something of each is used

"$SONDE" doctor nosuch 2>&1; echo $?

# >>> out like
# 0
# [4-9]
# [6-8]
# sonde: doctor takes no 'nosuch'; --has nosuch asks for one facility
# 2
# <<<
