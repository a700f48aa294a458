#!/bin/sh
# @@why: -c: the run ends with the command; its status is not ours
"$SONDE" -c "$TRIGGERS/forks child" -e 'END { printf("%d\n", $target > 1); }'
echo $?
"$SONDE" -c 'sh -c "exit 7"' -e 'END { exit(5); }'
echo $?

# >>> out
# 1
# 0
# 5
# <<<
