# @@why: bufpolicy ring keeps the last records, fill the first ones and ends; both print at the end

for policy in ring fill; do
	echo "--- $policy"
	"$SONDE" dtrace -x bufpolicy=$policy -b 64 -x cpu=0 -qn '
	tick-1ms /i < 100/ { i++; printf("%d\n", i); }
	tick-1ms /i == 100/ { exit(3); } END { printf("end\n"); }' >"$TMP/out"
	echo "status $?"
	case $policy in
	ring)	head -n 1 "$TMP/out" | awk '{ print ($1 > 90 && $1 < 100) ? "a late one first" : $0 }'
		grep -c . "$TMP/out" | awk '{ print ($1 < 9) ? "few" : $0 }'
		tail -n 3 "$TMP/out" ;;
	fill)	cat "$TMP/out" ;;
	esac
done
echo "--- pragma, odd spellings"
"$SONDE" dtrace -q -s /dev/stdin <<'D'
#pragma D option bufpolicy=ring
#pragma D option bufsize=1k
BEGIN { trace(1); exit(0); }
D
echo "--- too small for a record"
"$SONDE" dtrace -b 16 -qn 'BEGIN { printf("%s %s", execname, probename); exit(0); }' 2>&1
echo "status $?"
# smaller than a page, and a bound all the same
"$SONDE" dtrace -b 16 -x droptags -qn 'BEGIN { trace(1); } BEGIN { trace(2); } BEGIN { trace(3); } BEGIN { exit(0); }' 2>&1 >/dev/null |
	sed 's/on CPU .*/on CPU N/'
echo "--- unknown policy"
"$SONDE" dtrace -x bufpolicy=never -qn 'BEGIN { exit(0); }' 2>&1
echo "status $?"

# >>> out
# --- ring
# status 3
# a late one first
# few
# 100
# end
#
# --- fill
# status 0
# 1
# 2
# 3
# 4
# end
#
# --- pragma, odd spellings
# 1
# --- too small for a record
# dtrace: could not enable tracing: Enabling exceeds size of buffer
#       = hint: a record takes 32 bytes, and bufsize is 16
# status 1
# dtrace: [DTRACEDROP_PRINCIPAL] 3 drops on CPU N
# --- unknown policy
# dtrace: failed to set -x bufpolicy: Invalid value for specified option
# status 1
# <<<
