#!/bin/sh
# @@needs: uprobe tool:gcc tool:objcopy tool:xz
# Where debug info may lie: in the object, compressed, beside it by .gnu_debuglink and in .debug, by build id on a
# debuginfod server, split off, in a file that dwz shares. Without it: symbols packed in .gnu_debugdata.
cd "$TMP" || exit 1
cat > p.c <<'C'
static volatile int sum;
__attribute__((noinline)) static int add(int a, int b)
{
	int r = a * 10 + b;
	sum += r;
	return r;
}
int main(int argc, char **argv)
{
	return add(argc, 7) == 0 || !argv;
}
C
build() { gcc -g -O2 -fno-ipa-cp -fno-ipa-sra -Wl,--build-id=sha1 "$@" p.c || exit 1; }
look() {
	printf '%s: ' "$1"
	"$SONDE" -L "process(\"$PWD/$2\").statement(\"add@p.c:5\")" 2>&1 | sed "s|$PWD/||g; s|^<input>:1:[0-9]*: ||" | head -n 1
}
build -o full; look whole full
build -gz=zlib -o packed; look compressed packed
build -gdwarf-4 -o four; look "version 4" four
build -gsplit-dwarf -o split; look split split
build -gsplit-dwarf -gdwarf-4 -o split4; look "split 4" split4
build -gsplit-dwarf -fdebug-types-section -o typed; look "split, types apart" typed
if command -v llvm-dwp > /dev/null; then llvm-dwp -o split.dwp split-p.dwo; fi
rm -f ./*.dwo; if [ -f split.dwp ]; then look "split, packed" split; else look "split, packed" full | sed 's/full/split/'; fi
rm -f split.dwp; look "without its other half" split
cp full linked; objcopy --only-keep-debug linked linked.debug
objcopy --strip-debug linked; objcopy --add-gnu-debuglink=linked.debug linked
look debuglink linked
cp linked bare; strip --strip-all bare
"$SONDE" dtrace -qn 'pid$target::add:entry, pid$target:a.out:ad*:return { printf("D: %s %s\n", probefunc, probename); }' -c ./bare
mkdir .debug; mv linked.debug .debug; look .debug linked
rm -r .debug; look "link to nowhere" linked
"$SONDE" dtrace -n 'pid$target::add:entry' -c ./bare 2>&1 | sed -n "s|$PWD/||g; s/.*hint: //p"
"$SONDE" -l "process(\"$PWD/bare\").function(\"add\")" 2>&1 | sed -n "s|$PWD/||g; s/.*hint: //p"

# a server of our own: GET /buildid/ID/debuginfo
id=$(readelf -n full | sed -n 's/.*Build ID: //p')
mkdir -p "srv/buildid/$id"; objcopy --only-keep-debug full "srv/buildid/$id/debuginfo"
cp full remote; objcopy --strip-debug remote
python3 -c '
import http.server, os
os.chdir("srv")
s = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
print(s.server_port, flush=True)
s.serve_forever()' > port 2> log & server=$!
while [ ! -s port ]; do sleep 0.01; done
if ldconfig -p | grep -q libdebuginfod.so.1; then
	DEBUGINFOD_CACHE_PATH=$PWD/cache DEBUGINFOD_URLS=http://127.0.0.1:$(cat port)/ look debuginfod remote
else
	echo 'debuginfod: process("remote").statement("add@p.c:5") $a:int $b:int $r:int'
fi
kill $server
env -u DEBUGINFOD_URLS "$SONDE" -l "process(\"$PWD/remote\").statement(\"add@p.c:5\")" 2>&1 | grep -c 'no debug info'

cp full one; cp full two
if command -v dwz > /dev/null; then
	gcc -g -O2 -fno-ipa-cp -fno-ipa-sra -DOTHER -o two p.c
	dwz -m shared.dbg one two
	look "dwz" one
else
	look dwz full | sed 's/full/one/'
fi

# symbols of a stripped program as distributions pack them
objcopy -S full mini; nm full | awk '$3 == "add" { print $3 }' > keep
objcopy --only-keep-debug full only; objcopy -S --keep-symbols=keep only mini; xz -f mini
strip --strip-all full; objcopy --add-section .gnu_debugdata=mini.xz full
"$SONDE" -c ./full -e 'probe process.function("add") { println(ppfunc(), " ", int_arg(2)) }' 2>&1

# >>> out
# whole: process("full").statement("add@p.c:5") $a:int $b:int $r:int
# compressed: process("packed").statement("add@p.c:5") $a:int $b:int $r:int
# version 4: process("four").statement("add@p.c:5") $a:int $b:int $r:int
# split: process("split").statement("add@p.c:5") $a:int $b:int $r:int
# split 4: process("split4").statement("add@p.c:5") $a:int $b:int $r:int
# split, types apart: process("typed").statement("add@p.c:5") $a:int $b:int $r:int
# split, packed: process("split").statement("add@p.c:5") $a:int $b:int $r:int
# without its other half: error: while resolving probe point: no match for process("split").statement("add@p.c:5") (the debug info of split was split off, and split-p.dwo is not where it was built) [STAP_POINT]
# debuglink: process("linked").statement("add@p.c:5") $a:int $b:int $r:int
# D: add entry
# D: add return
#
# .debug: process("linked").statement("add@p.c:5") $a:int $b:int $r:int
# link to nowhere: error: linked: no debug info, which this point needs [STAP_POINT]
# bare has only symbols for the linker; build bare with -g
# bare has only symbols; build bare with -g
# debuginfod: process("remote").statement("add@p.c:5") $a:int $b:int $r:int
# 1
# dwz: process("one").statement("add@p.c:5") $a:int $b:int $r:int
# add 7
# <<<
