#!/bin/sh
# @@needs: raw_tp
# @@why: a call that had begun before the session has no values of its entry: its return is passed over where they are asked for
mkfifo "$TMP/pipe"
cat "$TMP/pipe" > /dev/null &
pid=$!
exec 3> "$TMP/pipe"
"$SONDE" -c "sh -c 'sleep 0.3; echo abc >&3; sleep 0.5; echo de >&3; sleep 0.3'" -e '
probe syscall.read.return { if (pid() == $1) println("entry ", @entry(5), " ", $return, " ", $fd > 2) }
probe syscall.read.return { if (pid() == $1) println("return ", $return) }' $pid
kill $pid

# >>> out
# return 4
# entry 5 3 1
# return 3
# <<<
