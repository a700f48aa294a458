#!/bin/sh
# @@why: files that are no programs, or half of one: what is wrong with them, and not that nothing matches
# @@only: host
head -c 3000 "$TRIGGERS/subject" > "$TMP/head"
head -c 16000 "$TRIGGERS/subject" > "$TMP/half"
printf '\177ELFgarbage' > "$TMP/garbage"
: > "$TMP/empty"
mkfifo "$TMP/pipe"
for f in head half garbage empty pipe; do
	"$SONDE" stap -e "probe process(\"$TMP/$f\").function(\"main\") { }" 2>&1 | sed "s:$TMP:DIR:g; s/of [0-9]* bytes/of N bytes/; q"
	"$SONDE" -l "process(\"$TMP/$f\").function(\"*\")" > "$TMP/out" 2>&1; echo "$?"
done

true & gone=$!; wait $gone	# nor is there a file
"$SONDE" stap -x $gone -e 'probe process.function("main") { }' 2>&1 | sed "s/ $gone:/ PID:/; q"

# >>> out
# semantic error: DIR/head is cut short: its headers speak of N bytes more than it has: identifier 'process' at <input>:1:7
# 2
# semantic error: DIR/half is cut short: its headers speak of N bytes more than it has: identifier 'process' at <input>:1:7
# 2
# semantic error: DIR/garbage is not an ELF file that can be read: Exec format error: identifier 'process' at <input>:1:7
# 2
# semantic error: DIR/empty is not an ELF file that can be read: Exec format error: identifier 'process' at <input>:1:7
# 2
# semantic error: DIR/pipe is not an ELF file that can be read: Exec format error: identifier 'process' at <input>:1:7
# 2
# semantic error: no process PID: it has ended, so its program is not known: identifier 'process' at <input>:1:7
# <<<
