#!/bin/sh
# @@why: the end of the followed process ends the run: END, then what remains is printed
"$TRIGGERS/waits" sleep $((700 * SLOW)) &
"$SONDE" -x $! -e 'END { printf("over\n"); } BEGIN { @ = count(); }'
echo $?

# >>> out
# over
#
#                 1
# 0
# <<<
