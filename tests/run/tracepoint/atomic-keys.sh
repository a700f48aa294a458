# @@why: sched's probes fire with interrupts off, where no memory can be had: still no key is lost
# @@timeout: 90
for i in 1 2; do
	"$SONDE" -e 'sdt:sched:: { @[probefunc, probename, probemod] = quantize(cpu); }
		rawtp:sched:: { @b[probename, execname, pid] = count(); }
		tick-300ms { exit(0); }' > "$TMP/out" || exit
	[ -s "$TMP/out" ] || echo nothing
done
# >>> err
# <<<
# >>> out
# <<<
