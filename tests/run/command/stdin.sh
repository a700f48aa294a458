#!/bin/sh
# @@why: a script on standard input, arguments and options after it
printf '%s\n' 'BEGIN { printf("%s %d\n", $$1, $2); exit(0); }' | "$SONDE" - word 5
printf '%s\n' 'probe begin { printf("%s %d\n", @1, $2) exit() }' | "$SONDE" - word 5
printf '%s\n' 'probe end { printf("%s %d %d\n", @1, $2, target() == pid_of) } global pid_of
	probe begin { pid_of = target() }' > "$TMP/after.stp"
"$SONDE" "$TMP/after.stp" word -c true -- -7

# >>> out
# word 5
# word 5
# word -7 1
# <<<
