#!/bin/sh
# @@why: output is there at once even into a file or a pipe: nobody waits for the end to see it
"$SONDE" -e 'BEGIN { printf("early\n"); }' > "$TMP/out" &
pid=$!
for i in $(seq 100); do
	grep -q early "$TMP/out" && break
	sleep 0.05
done
cat "$TMP/out"
kill -INT $pid
wait $pid

# >>> out
# early
# <<<
