#!/bin/sh
# @@why: after ^C a newline comes before what END prints, after SIGTERM it does not; options from the environment
for sig in INT TERM; do
	: > "$TMP/out"	# or the last round's begin is taken for this one's
	"$SONDE" dtrace -qn 'BEGIN { @ = count(); printf("begin\n"); } END { printf("end\n"); }' >"$TMP/out" 2>&1 &
	pid=$!
	while ! grep -q begin "$TMP/out"; do sleep 0.05; done
	kill -$sig $pid
	wait $pid
	echo "$sig $?"
	cat "$TMP/out"
done
DTRACE_OPT_QUIET=1 DTRACE_OPT_strsize=4 "$SONDE" dtrace -n 'BEGIN { printf("%s\n", strjoin("abc", "def")); exit(0); }'
"$SONDE" dtrace -l -x nosuch=1 -n BEGIN 2>&1

# >>> out
# INT 0
# begin
#
# end
#
#                 1
# TERM 0
# begin
# end
#
#                 1
# abc
#
# dtrace: failed to set -x nosuch: Invalid option name
# <<<
# >>> exit
# 1
# <<<
