#!/bin/sh
# @@needs: raw_tp unwind perf_clock mountns
# @@timeout: 60
# @@why: stacks of a program whose file is in another mount namespace, which went away with the program
mkdir "$TMP/in"
for when in started running; do
	run="mount -t tmpfs none $TMP/in && cp $TRIGGERS/frames $TMP/in/inside && exec $TMP/in/inside 2000000000"
	if [ $when = running ]; then
		unshare -m sh -c "$run" & pid=$!
	fi
	"$SONDE" -o "$TMP/out" -e 'BEGIN { printf("ready\n"); } profile-97 /execname == "inside"/ { @[ustack()] = count(); n++; }
		tick-100ms /n > 60 && !said/ { said = 1; printf("enough\n"); }' & sonde=$!
	until grep -qs ready "$TMP/out"; do sleep 0.05; done
	if [ $when = started ]; then
		unshare -m sh -c "$run" & pid=$!
	fi
	until grep -qs enough "$TMP/out"; do sleep 0.05; done
	kill -9 $pid; wait $pid 2> /dev/null
	kill -INT $sonde; wait $sonde
	grep -c 'inside`main+' "$TMP/out" | sed 's/^[1-9][0-9]*$/1/'
	rm "$TMP/out"
done

# >>> out
# 1
# 1
# <<<
