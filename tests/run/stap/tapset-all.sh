#!/bin/sh
# @@needs: kprobe
# @@timeout: 100
# @@why: every alias that this kernel has takes a handler with all its variables, every function takes a call
for m in nfs nfsd sunrpc scsi_mod; do modprobe $m 2> /dev/null; done
cd "$TMP" || exit 1
"$SONDE" stap --dump-probe-aliases | awk '{ print $1 }' | sort -u > names
"$SONDE" stap -L "$(paste -sd, names)" | awk '{
	printf "probe %s { ", $1
	for (i = 2; i <= NF; i++)
		if ($i ~ /^[a-z_][A-Za-z_0-9]*:(long|string)$/) { split($i, v, ":"); printf "println(%s) ", v[1] }
	print "}"
}' > aliases.stp
"$SONDE" stap -w -p3 aliases.stp 2>&1 > aliases.c | head -n 20; [ -s aliases.c ]; echo $?
# all of some families in one script: what they share becomes functions, and their frames have 512 bytes together
grep -E '^probe (vfs|signal|kprocess|vm)\.' aliases.stp > some.stp
"$SONDE" stap -w -c true some.stp > some.out 2> some.err; echo $?; head -n 5 some.err

# NAME:TYPE (TYPE, NAME:TYPE)
"$SONDE" stap --dump-functions | awk '{
	n = index($0, "("); name = $0; sub(/:.*/, "", name); args = substr($0, n + 1); sub(/\).*/, "", args)
	k = split(args, a, ", *"); call = name "("
	for (i = 1; i <= k; i++) call = call (i > 1 ? ", " : "") (a[i] ~ /string/ ? "\"x\"" : "1")
	print "probe never { " (substr($0, 1, n) ~ /:unknown/ ? call ")" : "println(" call "))") " }"
}' > functions.stp
"$SONDE" stap -g -w -p3 functions.stp 2>&1 > functions.c | head -n 20; [ -s functions.c ]; echo $?
# of both there are hundreds
[ "$(wc -l < aliases.stp)" -gt 300 ] && [ "$(wc -l < functions.stp)" -gt 400 ] && echo 1

# >>> out
# 0
# 0
# 0
# 1
# <<<
