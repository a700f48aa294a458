#!/bin/sh
# @@why: handlers with many variables at a time, numbers and texts: more than registers and a stack of 512 bytes hold
{
	echo 'probe begin {'
	for i in $(seq 40); do echo "n$i = pid() + $i; s$i = execname() . \"$i\""; done
	for i in $(seq 40); do echo "print(n$i - pid(), s$i)"; done
	echo 'println(""); exit() }'
} > "$TMP/m.stp"
for place in kernel user; do "$SONDE" -O place=$place "$TMP/m.stp" > "$TMP/$place" 2>&1; done
cut -c 1-40 "$TMP/kernel"
cmp "$TMP/kernel" "$TMP/user" && echo same

# >>> out
# 1sonde12sonde23sonde34sonde45sonde56sond
# same
# <<<
