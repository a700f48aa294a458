#!/bin/sh
# @@why: Ctrl-C runs END and prints what remains, a terminal that hangs up likewise, but not under nohup
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
hang_up() {	# [nohup]
	: > "$TMP/out"		# nobody is ready yet
	"$@" "$SONDE" -e 'probe begin { println("ready") } probe end { println("ended") }' > "$TMP/out" 2> "$TMP/err" &
	pid=$!
	while ! grep -q ready "$TMP/out"; do sleep 0.05; done
	kill -HUP $pid
	if [ "$1" ]; then
		sleep 0.3
		grep -q ended "$TMP/out" || echo "still there"
		kill -TERM $pid
	fi
	wait $pid
	grep ended "$TMP/out"
}
hang_up
hang_up nohup

# >>> out
# 0
# ready
# end 1
#   kept                                                              3
# ended
# still there
# ended
# <<<
