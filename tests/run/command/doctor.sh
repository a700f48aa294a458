#!/bin/sh
# @@why: the ladder; --has answers by exit status; an unknown name is an error of its own
"$SONDE" doctor > "$TMP/out"; echo $?
grep -c -e test_run -e ringbuf -e raw_tp -e uprobe "$TMP/out"
"$SONDE" doctor --has ringbuf; echo $?
"$SONDE" doctor --has no_such_feature 2> "$TMP/err"; [ $? -gt 1 ] && echo refused

# >>> out like
# 0
# [4-9]
# 0
# refused
# <<<
