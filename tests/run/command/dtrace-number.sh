#!/bin/sh
# @@timeout: 60
# @@why: a number is a probe's id wherever a description stands; -l says what is wrong with one; -x is looked at first

"$SONDE" dtrace -qn '1 { printf("%s\n", probename); exit(0); }'
"$SONDE" dtrace -qf '1, 2 { printf("%s\n", probename); } 1 { exit(0); }'
printf '1 { exit(0); }\n2 /1/ { printf("%%s\\n", probename); }\n' >"$TMP/n.d"
"$SONDE" dtrace -qs "$TMP/n.d"
for a in '-n 1' '-n 1,2' '-i 1 -n 2' '-n a:b:c:d:e' '-P a:b' '-m dtrace::x' '-f a:b:c:d'; do
	echo "--- $a"
	"$SONDE" dtrace -l $a 2>&1 >"$TMP/out" | head -n 1
	tail -n +2 "$TMP/out"
done
for a in '-x nosuch' '-x bufsize=foo' '-b 7q' '-x quiet'; do "$SONDE" dtrace $a 2>&1; done
echo "status $?"

# >>> out
# BEGIN
#
# BEGIN
# END
#
# END
#
# --- -n 1
#     1     dtrace                                                     BEGIN
# --- -n 1,2
#     1     dtrace                                                     BEGIN
#     2     dtrace                                                     END
# --- -i 1 -n 2
#     1     dtrace                                                     BEGIN
#     2     dtrace                                                     END
# --- -n a:b:c:d:e
# dtrace: invalid probe specifier a:b:c:d:e: Overspecified probe description a:b:c:d:e
# --- -P a:b
# dtrace: invalid probe specifier a:b: Overspecified probe description a:b
# --- -m dtrace::x
# dtrace: invalid probe specifier dtrace::x: Overspecified probe description dtrace::x
# --- -f a:b:c:d
# dtrace: invalid probe specifier a:b:c:d: Overspecified probe description a:b:c:d
# dtrace: failed to set -x nosuch: Invalid option name
# dtrace: failed to set -x bufsize: Invalid value for specified option
# dtrace: failed to set -b 7q: Invalid value for specified option
# dtrace: no probes specified
# status 1
# <<<
