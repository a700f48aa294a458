#!/bin/sh
# @@why: -m saves what `sonde run` runs without clang: D and SystemTap, with -c, globals, and on a damaged file
cd "$TMP"
HOME=$TMP; export HOME; unset XDG_CACHE_HOME
"$SONDE" stap -p4 -m simple.ko -e 'global n, start=1, t[10] probe syscall.getppid { if (pid() == target()) n++ }
	probe process.end { t[execname()]++ }
	probe end { printf("%s %d %d %d\n", @1, n, start, t["sys"]) }' one 2>&1
"$SONDE" -p 4 -m calls -e 'syscall::getp*:entry /pid == $target/ { @[probefunc] = count(); } END { printf("%d\n", $1); }' 42
"$SONDE" stap -p4 -m work -e "probe process(\"$TRIGGERS/calls\").function(\"work\") { n++ } global n"
"$SONDE" stap -m now -e 'probe begin { println(module_name(), " runs, too") exit() }'; ls now.sonde; cmp now.ko now.sonde; "$SONDE" run now
rm -rf .cache
SONDE_CLANG=/none; export SONDE_CLANG
"$SONDE" run simple.sonde -c "$TRIGGERS/sys getppid 3" start=7
"$SONDE" run simple.ko -c "$TRIGGERS/sys getppid 2" -G start=-1 -o out; cat out
"$SONDE" run calls -c "$TRIGGERS/sys getppid 3"
"$SONDE" run work.sonde -v -c "$TRIGGERS/calls 5" 2>&1 | grep -e '^n=' -e 'Pass 4' | sed 's/(.*//'
"$SONDE" run now.sonde now.sonde; echo $?
"$SONDE" run none; echo $?
"$SONDE" run; echo $?
head -c 2000 simple.sonde > cut.sonde; "$SONDE" run cut.sonde; echo $?
"$SONDE" run "$SONDE" 2>&1 | sed 's/.*: //'
# another kernel: the text comes out different, and there is no clang
python3 - <<'PY'
import struct, zlib
d = open("simple.sonde", "rb").read()
items = zlib.decompress(d[24:]).replace(b"getppid", b"getpgid")
open("other.sonde", "wb").write(d[:12] + struct.pack("<IQ", zlib.crc32(items), len(items)) + zlib.compress(items))
PY
"$SONDE" run other.sonde 2>&1 | sed 's/by sonde .*//'
"$SONDE" run --help | head -n 1

# >>> out
# Truncating module name to 'simple'
# simple.ko
# calls.sonde
# work.ko
# now runs, too
# now.sonde
# now runs, too
# one 3 7 1
# one 2 -1 1
# 42
#
#   getppid                                                           3
# Pass 4: using the bundle's object 
# n=5
# 1
# 2
# 1
# 2
# it is not a bundle
# ERROR: the bundle does not fit: it was made 
#       = hint: make it anew on this kernel, or install clang here: then it is compiled again
# usage: sonde run [options] NAME.sonde [VAR=VALUE ...]
# <<<

# >>> err
# sonde: now.sonde: the script's arguments are saved with the bundle; globals are set by NAME=VALUE
# sonde: error: cannot run none: No such file or directory
# sonde: which bundle? sonde run NAME.sonde
# sonde: error: cannot run cut.sonde: it is damaged
# <<<
