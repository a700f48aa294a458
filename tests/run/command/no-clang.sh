#!/bin/sh
# @@why: clang missing: the name of the package, exit 2. One that cannot do it: whose fault it is, and nothing in the cache
# @@only: host
cd "$TMP"
XDG_CACHE_HOME=$TMP; export XDG_CACHE_HOME
PATH=/nonexistent "$SONDE" --no-cache -e 'BEGIN { printf("%d\n", 1); exit(0); }'
echo $?
SONDE_CLANG=$TMP/clang; export SONDE_CLANG
try() {
	printf '#!/bin/sh\n%s\n' "$1" > clang
	chmod +x clang
	"$SONDE" -e 'tick-10ms { printf("%d\n", 2); exit(0); }' 2>&1 | sed "s,$TMP/,,"
}
try 'exit 1'
try 'kill -9 $$'
try 'echo "clang: error: unable to create target: no such target" >&2; exit 1'
try 'cat >/dev/null; echo text'
try 'exec clang "$@"'

# >>> out
# 2
# sonde: error: clang failed with status 1 and gave no reason
#       = hint: is it clang? another one can be named in $SONDE_CLANG
# sonde: error: clang was ended by signal 9
#       = hint: was memory short? another clang can be named in $SONDE_CLANG
# sonde: error: clang cannot compile for BPF: unable to create target: no such target
#       = hint: apt install clang, or name another one in $SONDE_CLANG
# sonde: error: clang wrote no object
#       = hint: is it clang? another one can be named in $SONDE_CLANG
# 2
# <<<

# >>> err like
# .*clang.*
# ...
# <<<
