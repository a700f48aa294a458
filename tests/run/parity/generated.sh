#!/bin/sh
# @@only: host 6.1
# @@timeout: 300
# @@why: programs made at random, for half a minute, print the same in the kernel and in user space
n=40 large=0 may_be=0
[ "${SLOW:-1}" -le 1 ] || { n=2; may_be=1; }	# emulated machines: a sample; older kernels follow fewer paths
generate=$(dirname "$0")/../../tools/generate
one() {	# LANGUAGE SUFFIX SEED COUNT
	"$generate" "$1" "$3" "$4" > "$TMP/$3.$2" || exit 1
	for place in kernel user; do
		"$SONDE" -O place=$place "$TMP/$3.$2" > "$TMP/$place.out" 2> "$TMP/$place.err"
		printf '\nexit %d\n' $? >> "$TMP/$place.out"
	done
	# what is too long for the verifier cannot be compared
	grep -q -e 'too much work for one firing' -e 'frames is too deep' "$TMP/kernel.err" && large=$((large + 1)) && return
	cat "$TMP/kernel.out" >> "$TMP/all"
	if ! diff "$TMP/kernel.out" "$TMP/user.out" > "$TMP/diff" || ! diff "$TMP/kernel.err" "$TMP/user.err" > "$TMP/diff"; then
		echo "differs: tests/tools/generate $1 $3 $4 (< kernel, > user space)"
		head -n 20 "$TMP/diff"
	fi
}
for seed in $(seq 1 $n); do
	one stap stp "$seed" 4
	one d d "$seed" 1
done
# nothing would be proved by programs that fail or print nothing
[ $large -lt $may_be ] || large=$may_be
[ "$(wc -l < "$TMP/all")" -gt $((n * 20)) ] && [ $(($(grep -c '^exit 0' "$TMP/all") + large)) -gt $((n * 3 / 2)) ] && echo "all ran"

# >>> out
# all ran
# <<<
