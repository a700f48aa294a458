# @@why: stop, chill, pcap, freopen, setopt, ftruncate, print of a kernel object, what is refused
# @@only: host 6.1
# @@timeout: 40

echo "--- chill"
"$SONDE" dtrace -wqn 'BEGIN { t = timestamp; chill(3000000); printf("%d\n", timestamp - t >= 0); exit(0); }
BEGIN { chill(600000000); }' 2>&1
"$SONDE" dtrace -wqn 'BEGIN { t = timestamp; chill(3000000); } BEGIN { printf("%d\n", timestamp - t >= 3000000); exit(0); }'
echo "--- stop"
"$TRIGGERS/sys" 1 >/dev/null 2>&1
sh -c 'while :; do sleep 0.01; done' & pid=$!
"$SONDE" dtrace -wqp $pid -n 'syscall:::entry /pid == $target/ { stop(); exit(0); }'
sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' /proc/$pid/status
kill -KILL $pid
echo "--- freopen"
"$SONDE" dtrace -wqo "$TMP/first" -n 'BEGIN { printf("one\n"); freopen("%s/%d", $$1, 2); printf("two\n"); freopen(""); printf("three\n"); exit(0); }' "$TMP"
cat "$TMP/first" "$TMP/2"
"$SONDE" dtrace -wqn 'BEGIN { freopen("/proc/nonexistent"); printf("still here\n"); exit(0); }' 2>&1
echo "--- ftruncate"
"$SONDE" dtrace -qo "$TMP/first" -n 'BEGIN { printf("gone\n"); ftruncate(); printf("stays\n"); exit(0); }'
cat "$TMP/first"
"$SONDE" dtrace -qn 'BEGIN { printf("in a pipe\n"); ftruncate(); printf("nothing happens\n"); exit(0); }' 2>&1 | cat
echo "--- setopt"
"$SONDE" dtrace -n 'BEGIN { setopt("quiet"); trace(1); setopt("quiet", "no"); setopt("nosuch"); setopt("bufsize", "3");
setopt("quiet", "maybe"); exit(0); }' 2>&1 | sed 's/^ *[0-9]* *1 */  C 1 /'
echo "--- pcap"
"$SONDE" dtrace -qn 'BEGIN { pcap(NULL, 1); } BEGIN { exit(0); }' 2>&1
echo "--- print"
"$SONDE" dtrace -x printsize=64 -qn 'BEGIN { print(curthread); exit(0); }' | sed -n '2p;$p' | sed 's/\.[a-z_]* = .*//'
echo "--- refused"
for what in 'panic()' 'breakpoint()' 'ipl' 'print(1)' 'print((void *)1)' 'pcap(1)' 'msgsize(0)' 'ddi_pathname(0, 0)'; do
	"$SONDE" dtrace -xerrtags -wqn "BEGIN { $what; }" 2>&1 | sed -n '1s/.*: \[/[/p'
done

# >>> out
# --- chill
# 1
#
# 1
#
# --- stop
#
# T
# --- freopen
# one
# three
#
# two
# dtrace: error in dt_clause_0 for probe ID 1 (dtrace:::BEGIN): couldn't freopen() "/proc/nonexistent": No such file or directory
# still here
#
# --- ftruncate
# stays
#
# in a pipe
# nothing happens
#
# --- setopt
# dtrace: description 'BEGIN ' matched 1 probe
# CPU     ID                    FUNCTION:NAME
#   C 1 :BEGIN 1dtrace: error in dt_clause_0 for probe ID 1 (dtrace:::BEGIN): couldn't set option "nosuch": Invalid option name
# dtrace: error in dt_clause_0 for probe ID 1 (dtrace:::BEGIN): couldn't set option "bufsize" to "3": Operation illegal when tracing is active
# dtrace: error in dt_clause_0 for probe ID 1 (dtrace:::BEGIN): couldn't set option "quiet" to "maybe": Invalid value for specified option
#
#
# --- pcap
# dtrace: error in dt_clause_0 for probe ID 1 (dtrace:::BEGIN): invalid address (0x0)
#
# --- print
#                                             (struct task_struct) {
#
# --- refused
# [D_UNKNOWN] in action list: panic() is not implemented (yet)
# [D_UNKNOWN] in action list: breakpoint() is not implemented (yet)
# [D_VAR_UNSUP] in action list: built-in variable 'ipl' not implemented
# [D_PROTO_ARG] in action list: argument 1 of print() must be a pointer, not int
# [D_PRINT_SIZE] in action list: print() of void: its size is not known
# [D_PCAP_PROTO] in action list: pcap() takes 2 arguments, not 1
# [D_FUNC_UNDEF] in action list: unknown function msgsize()
# [D_FUNC_UNDEF] in action list: unknown function ddi_pathname()
# <<<
