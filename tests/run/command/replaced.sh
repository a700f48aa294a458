#!/bin/sh
# @@needs: uprobe unwind
# A process whose executable was removed, or has another file in its place: probes and names are of what it runs.
cd "$TMP" || exit 1
for how in removed replaced; do
	cp "$TRIGGERS/waits" $how
	./$how ready go.$how & pid=$!
	while [ ! -e go.$how ]; do sleep 0.01; done
	if [ $how = removed ]; then rm $how; else cp /bin/true new && mv new $how; fi
	"$SONDE" stap -x $pid -e 'probe process.function("beat") { println($n); print_ubacktrace_brief(); exit() }' 2>&1 |
		sed 's/^[0-9]*$/NUMBER/; s/+0x.*//' | head -n 3
	"$SONDE" dtrace -p $pid -qn 'pid$target:a.out:beat:entry { printf("%s", probemod); ustack(2); exit(0); }' 2>&1 |
		sed 's/+0x.*//; /^$/d'
	kill $pid
done

# >>> out
# NUMBER
# beat
# main
# removed
#               removed`beat
#               removed`main
# NUMBER
# beat
# main
# replaced
#               replaced`beat
#               replaced`main
# <<<
