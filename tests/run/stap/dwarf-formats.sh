#!/bin/sh
# @@only: host  @@timeout: 60   @@needs: uprobe tool:gcc
# The same answers wherever and however the debug info lies: what is listed, then one run without
# optimisation, where parameters are not yet in the frame at the entry.
cp "$(dirname "$0")"/../../triggers/subject* "$TMP" && cd "$TMP" || exit 1
build() { gcc -O2 -g "$@" subject.c subject_other.c 2>/dev/null; }

build -gdwarf-5 -o v5
build -gdwarf-4 -o v4
build -gz -o packed
build -fdebug-types-section -o typeunits
build -gsplit-dwarf -o split
types_apart() { mkdir "$1" && cd "$1" && cp ../subject* . && build -gsplit-dwarf -fdebug-types-section "$2" -o p; }
(types_apart apart -gdwarf-5)
(types_apart pack -gdwarf-4 && command -v dwp > /dev/null && dwp -e p -o p.dwp && rm ./*.dwo)
build -no-pie -o fixed
build -o linked && objcopy --only-keep-debug linked linked.debug && strip linked &&
	objcopy --add-gnu-debuglink=linked.debug linked
build -o byid -Wl,--build-id=0x1234567890 && mkdir -p .debug && objcopy --only-keep-debug byid .debug/byid.debug && strip byid &&
	objcopy --add-gnu-debuglink=.debug/byid.debug byid
for v in v5 v4 packed typeunits split apart/p pack/p fixed linked byid; do
	echo "$v: $("$SONDE" -L "process(\"./$v\").function(\"work\")" 2>&1 | sed 's|.*subject.c:|:|')"
done
gcc -O0 -g -o plain subject.c subject_other.c
cat > x.stp <<END
probe process("$TMP/plain").function("work") { printf("%d %d %s\n", \$k, \$r->next->a, user_string(\$msg)) }
probe process("$TMP/plain").function("pair") { printf("%d %d %d\n", \$p->first, \$p->second, \$extra) }
probe process("$TMP/plain").function("many") { printf("%d %d %d\n", \$a6, \$a7, \$a8) }
probe process("$TMP/plain").statement("work@*:65") { printf("%d\n", \$local) }
END
"$SONDE" -c ./plain x.stp
# types that lie in units of their own, by a name
"$SONDE" -c pack/p -e 'probe process.function("work") { println($r->in->x, " ", @cast($r, "struct rec")->a); exit() }' |
	head -n 1

# a copy of large packed debug info is kept, and is as good
awk 'BEGIN { for (i = 0; i < 4000; i++) printf "int many_%d(int left, long right) { return left + %d + (int)right; }\n", i, i
	print "int another(int left, long right) __attribute__((alias(\"many_1\")));"
	print "int main(void) { return many_1(1, 2); }" }' > large.c
gcc -O0 -g -gz -Wl,--build-id -o large large.c && cp large whole && objcopy --only-keep-debug large large.debug && strip large &&
	objcopy --add-gnu-debuglink=large.debug large
mkdir kept
for home in /proc/nonexistent "$TMP/kept" "$TMP/kept"; do
	XDG_CACHE_HOME=$home "$SONDE" -L 'process("./large").function("many_77?")' | md5sum
done | uniq -c | awk '{ print $1 }'
XDG_CACHE_HOME=$TMP/kept "$SONDE" -L 'process("./large").function("many_777")' | sed 's|"[^"]*/large|"large|g'
# a name that only the linker knows, by a pattern
"$SONDE" -l 'process("./whole").function("anoth*")' | sed 's|"[^"]*/whole"|"whole"|; s|@[^:]*/|@|'
find kept -name 'file-*' -size +255k | wc -l

# a function inside another (an extension of gcc)
cat > nested.c <<'C'
int main(int argc, char **argv)
{
	int base = argc * 10;
	int add(int k) { return base + k; }
	return add(3) != 13;
}
C
gcc -O0 -g -o nested nested.c && "$SONDE" stap -c ./nested -e 'probe process("./nested").function("add") { println(ppfunc(), " ", $k) }'

# >>> out
# v5: :52") $r:struct rec* $k:int $msg:char const*
# v4: :52") $r:struct rec* $k:int $msg:char const*
# packed: :52") $r:struct rec* $k:int $msg:char const*
# typeunits: :52") $r:struct rec* $k:int $msg:char const*
# split: :52") $r:struct rec* $k:int $msg:char const*
# apart/p: :52") $r:struct rec* $k:int $msg:char const*
# pack/p: :52") $r:struct rec* $k:int $msg:char const*
# fixed: :52") $r:struct rec* $k:int $msg:char const*
# linked: :52") $r:struct rec* $k:int $msg:char const*
# byid: :52") $r:struct rec* $k:int $msg:char const*
# 10 2 message
# 90
# 1000 2000 3
# 6 -7 68719476736
# 5 1
# 3
# process("large").function("large.c:778") $left:int $right:long int
# process("whole").function("another@large.c:2")
# 1
# add 3
# <<<
