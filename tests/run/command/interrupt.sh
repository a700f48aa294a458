#!/bin/sh
# @@why: Ctrl-C runs END and prints what remains
"$SONDE" -e 'BEGIN { printf("ready\n"); @a["kept"] = sum(3); } tick-10ms { n++; } END { printf("end %d\n", n > 0); }' \
	> "$TMP/out" 2> "$TMP/err" &
pid=$!
while ! grep -q ready "$TMP/out"; do sleep 0.05; done
sleep 0.3
kill -INT $pid
wait $pid
echo $?
grep . "$TMP/out"
cat "$TMP/err"

# >>> out
# 0
# ready
# end 1
#   kept                                                              3
# <<<
