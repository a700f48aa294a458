#!/bin/sh
# @@timeout: 120
# @@why: programs made at random, 100 in all, print the same in the kernel and in user space
n=10 per=5
[ "${SLOW:-1}" -le 1 ] || n=3 per=1	# emulated machines: a sample
generate=$(dirname "$0")/../../tools/generate
one() {	# LANGUAGE SUFFIX SEED
	"$generate" "$1" "$3" $per > "$TMP/$3.$2" || exit 1
	for place in kernel user; do
		"$SONDE" -O place=$place "$TMP/$3.$2" > "$TMP/$place.out" 2> "$TMP/$place.err"
		printf "\nexit %d\n" $? >> "$TMP/$place.out"
	done
	cat "$TMP/kernel.out" >> "$TMP/all"
	if ! diff "$TMP/kernel.out" "$TMP/user.out" > "$TMP/diff" || ! diff "$TMP/kernel.err" "$TMP/user.err" > "$TMP/diff"; then
		echo "differs: tests/tools/generate $1 $3 $per (< kernel, > user space)"
		head -n 20 "$TMP/diff"
	fi
}
for seed in $(seq 1 $n); do
	one stap stp "$seed"
	one d d "$seed"
done
# nothing would be proved by programs that fail or print nothing
[ "$(wc -l < "$TMP/all")" -gt $((n * per * 5)) ] && [ "$(grep -c '^exit 0' "$TMP/all")" = $((n * 2)) ] && echo "all ran"

# >>> out
# all ran
# <<<
