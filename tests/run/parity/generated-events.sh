#!/bin/sh
# @@timeout: 300
# @@only: host
# @@why: handlers made at random of functions, marks and system calls print what a model of them prints in user space
generate=$(dirname "$0")/../../tools/generate
export PATH="$TRIGGERS:$PATH"
one() {	# LANGUAGE SUFFIX SEED
	for form in events model command; do
		"$generate" "$1" "$3" 4 $form > "$TMP/$form.$2" || exit 1
	done
	"$SONDE" -O place=kernel -c "$(cat "$TMP/command.$2")" "$TMP/events.$2" > "$TMP/kernel.out" 2> "$TMP/kernel.err"
	printf '\nexit %d\n' $? >> "$TMP/kernel.out"
	# what is too long for the verifier cannot be compared
	grep -q -e 'too much work for one firing' -e 'frames is too deep' "$TMP/kernel.err" && return
	"$SONDE" -O place=user "$TMP/model.$2" > "$TMP/user.out" 2> "$TMP/user.err"
	printf '\nexit %d\n' $? >> "$TMP/user.out"
	cat "$TMP/kernel.out" >> "$TMP/all"
	if ! diff "$TMP/kernel.out" "$TMP/user.out" > "$TMP/diff"; then
		echo "differs: tests/tools/generate $1 $3 4 (< events, > model)"
		head -n 20 "$TMP/diff" "$TMP/kernel.err" "$TMP/user.err"
	fi
}
for seed in $(seq 1 10); do
	one stap stp "$seed"
	one d d "$seed"
done
# nothing would be proved by programs that fail or print nothing
[ "$(wc -l < "$TMP/all")" -gt 1000 ] && [ "$(grep -c '^exit 0' "$TMP/all")" -gt 15 ] && echo "all ran"

# >>> out
# all ran
# <<<
