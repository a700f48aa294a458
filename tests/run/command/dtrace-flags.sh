# @@why: flags of dtrace that no other case has: -C -D -U -I -H -X, -m -P -f -i, -c twice, -V -v, -v, -S, -B, -32, -64, -e
# @@timeout: 60

printf '#ifdef FOO\nBEGIN { trace(FOO); exit(0); }\n#else\nBEGIN { trace("none"); exit(0); }\n#endif\n' >"$TMP/cpp.d"
printf '#define INC 7\n' >"$TMP/inc.h"
printf '#include <inc.h>\nBEGIN { trace(INC); exit(0); }\n' >"$TMP/inc.d"
echo "--- the preprocessor"
"$SONDE" dtrace -C -D FOO=6 -qs "$TMP/cpp.d"
"$SONDE" dtrace -CDFOO=6 -U FOO -qs "$TMP/cpp.d"
"$SONDE" dtrace -C -I "$TMP" -Xs -qs "$TMP/inc.d"
"$SONDE" dtrace -C -H -I"$TMP" -X a -qs "$TMP/inc.d" 2>&1 | sed "s,$TMP,T,; /guards/,/^T/d"
"$SONDE" dtrace -qs "$TMP/cpp.d" -x cpp -x define=FOO=8
echo "--- descriptions"
for f in '-P dtrace' '-m dtrace:' '-m dtrace:x' '-i 1' '-n BEGIN' '-n dtrace:::BEGIN' '-n END'; do
	echo "$f: $("$SONDE" dtrace -l $f 2>&1 | tail -n +2 | grep -E 'BEGIN|END|match' | wc -l)"
done
"$SONDE" dtrace -qP 'dtrace/0/{}' -m 'dtrace:/0/{ }' -f 'dtrace::/0/{ }' -i 1'{ trace("i"); }' -n 'BEGIN{ trace("n"); exit(0); }' 2>&1
"$SONDE" dtrace -l -n 'END, BEGIN /1/ { trace(1); }'
"$SONDE" dtrace -i 0 -e 2>&1
"$SONDE" dtrace -i 999999 -e 2>&1 | head -1
echo "--- several commands"
"$SONDE" dtrace -q -c 'sleep 0.1' -c 'sleep 0.3' -n 'BEGIN { t = timestamp; } END { printf("%d\n", timestamp - t >= 300000000); }'
echo "--- what it prints"
"$SONDE" dtrace -V
"$SONDE" dtrace -vV | head -2
"$SONDE" dtrace -v -n 'BEGIN { exit(0); }' 2>&1 | head -13
for f in '-l -V' '-V -h' '-G -l'; do "$SONDE" dtrace $f 2>&1; echo "status $?"; done
"$SONDE" dtrace -32 -64 -a -A -qn 'BEGIN { trace(1); exit(4); }'; echo "status $?"
"$SONDE" dtrace -B -qn 'BEGIN { trace("a\n"); @ = count(); exit(0); }'; echo "status $?"
"$SONDE" dtrace -B -l -n BEGIN 2>&1; echo "status $?"
"$SONDE" dtrace -e -n 'BEGIN { trace(1); }' 2>&1; echo "status $?"
"$SONDE" dtrace -e -n 'BEGIN { trace(; }' >/dev/null 2>&1; echo "status $?"
"$SONDE" dtrace -Q 2>&1 | head -1
"$SONDE" dtrace -q 2>&1; echo "status $?"

# >>> out
# --- the preprocessor
# 6
# none
# 7
# . T/inc.h
# 7
# 8
# --- descriptions
# -P dtrace: 2
# -m dtrace:: 2
# -m dtrace:x: 0
# -i 1: 1
# -n BEGIN: 1
# -n dtrace:::BEGIN: 1
# -n END: 1
# in
#    ID   PROVIDER            MODULE                          FUNCTION NAME
#     2     dtrace                                                     END
#     1     dtrace                                                     BEGIN
# dtrace: invalid probe specifier 0: Unknown probe identifier 0
#     1 | 0
#       | ^
# dtrace: invalid probe specifier 999999: invalid probe identifier 999999: Unknown probe identifier
# --- several commands
# 1
#
# --- what it prints
# dtrace: D 2.0.7
# dtrace: D 2.0.7
# This is DTrace 2.0.7
# dtrace: description 'BEGIN ' matched 1 probe
#
# Stability attributes for description BEGIN :
#
# 	Minimum Probe Description Attributes
# 		Identifier Names: Stable
# 		Data Semantics:   Stable
# 		Dependency Class: Common
#
# 	Minimum Statement Attributes
# 		Identifier Names: Stable
# 		Data Semantics:   Stable
# 		Dependency Class: Common
# dtrace: only one of the [-GhlV] options can be specified at a time
# status 2
# dtrace: only one of the [-GhlV] options can be specified at a time
# status 2
# dtrace: only one of the [-GhlV] options can be specified at a time
# status 2
# 1
# status 4
# dtrace: >>> Called buffer handler:
# dtrace:       dtbda_buffered => "a\n"
# dtrace:        dtpd_provider => "dtrace"
# dtrace:             dtpd_mod => ""
# dtrace:            dtpd_func => ""
# dtrace:            dtpd_name => "BEGIN"
#
# dtrace: >>> Called buffer handler:
# dtrace:       dtbda_buffered => "\n                1\n"
#
# status 0
# dtrace: -B goes with none of -G, -l, -o
# status 2
# status 0
# status 1
# dtrace: unknown option -Q; try --help
# dtrace: no probes specified
# status 1
# <<<
