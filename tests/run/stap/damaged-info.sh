#!/bin/sh
# @@only: host   @@needs: tool:gcc tool:objcopy tool:readelf
# @@why: debug info with bytes that make no sense: that is the cause which errors name, and what can be listed still is
cd "$TMP" || exit 1
cat > p.c <<'C'
int sink;
__attribute__((noipa)) int work(int n)
{
	int twice = n * 2;
	sink += twice;
	return sink;
}
int main(int argc, char **argv) { return work(argc) == 0; }
C
gcc -O2 -g -gdwarf-5 -o whole p.c && cp whole two && objcopy --only-keep-debug two two.debug &&
	objcopy --strip-debug --add-gnu-debuglink=two.debug two || exit 1
# the bytes of a section from the N-th part on: 0, or all bits set
damage() {
	python3 - "$1" "$2" "$3" "$4" <<'P'
import re, subprocess, sys
name, section, part, byte = sys.argv[1:]
table = subprocess.run(["readelf", "-SW", name], capture_output=True, text=True).stdout
at, size = (int(x, 16) for x in re.search(r" %s +\w+ +\w+ (\w+) (\w+)" % re.escape(section), table).groups())
data = bytearray(open(name, "rb").read())
for i in range(at + size * int(part) // 4, at + size):
    data[i] = int(byte)
open(name, "wb").write(data)
P
}
look() {
	echo "$1:"
	"$SONDE" -L "process(\"$PWD/$2\").function(\"work\")" 2>&1 | tidy
	"$SONDE" -l "process(\"$PWD/$2\").statement(\"work@p.c:5\")" 2>&1 | tidy
	"$SONDE" stap -p2 -e "probe process(\"$PWD/$2\").function(\"work\") { println(\$twice) }" 2>&1 | grep twice | tidy
}
tidy() { sed "s|$PWD/||g; s|^<input>:1:[0-9]*: ||; /^ /d; s/: identifier.*//"; }
for what in '.debug_info 0 0' '.debug_info 2 255' '.debug_abbrev 0 0' '.debug_line 0 255' '.debug_loclists 0 255'; do
	cp whole p; damage p $what
	look "$what" p
done
damage two.debug .debug_info 0 0; look 'in a file of its own' two
truncate -s 4000 two.debug; "$SONDE" -l "process(\"$PWD/two\").statement(\"work@p.c:5\")" 2>&1 | tidy
# among others
mkdir d && cp whole d/whole && cp p d/info && head -c 3000 whole > d/cut && printf '\177ELF' > d/short && echo '#!/bin/sh' > d/script
damage d/info .debug_info 2 255
"$SONDE" -l "process(\"$PWD/d/*\").function(\"work\")" 2>&1 | sed 's/ of [0-9]* bytes/ of N bytes/' | tidy | sort

# >>> out
# .debug_info 0 0:
# warning: the debug info of p is damaged (nothing of it makes sense): points and variables may be missing
# process("p").function("work")
# error: while resolving probe point: no match for process("p").statement("work@p.c:5") (the debug info of p is damaged: nothing of it makes sense) [STAP_POINT]
# semantic error: unresolved target-symbol expression $twice: target-symbol requires debuginfo
# .debug_info 2 255:
# warning: the debug info of p is damaged (.debug_info: invalid DWARF): points and variables may be missing
# process("p").function("work")
# error: while resolving probe point: no match for process("p").statement("work@p.c:5") (the debug info of p is damaged: .debug_info: invalid DWARF) [STAP_POINT]
# semantic error: unresolved target-symbol expression $twice: target-symbol requires debuginfo
# .debug_abbrev 0 0:
# warning: the debug info of p is damaged (nothing of it makes sense): points and variables may be missing
# process("p").function("work")
# error: while resolving probe point: no match for process("p").statement("work@p.c:5") (the debug info of p is damaged: nothing of it makes sense) [STAP_POINT]
# semantic error: unresolved target-symbol expression $twice: target-symbol requires debuginfo
# .debug_line 0 255:
# warning: the debug info of p is damaged (.debug_line: invalid .debug_line section): points and variables may be missing
# process("p").function("work") $n:int $twice:int
# error: while resolving probe point: no match for process("p").statement("work@p.c:5") (the debug info of p is damaged: .debug_line: invalid .debug_line section) [STAP_POINT]
# .debug_loclists 0 255:
# process("p").function("work@p.c:2") $n:int
# process("p").statement("work@p.c:5")
# semantic error: 'twice' cannot be found: the debug info is damaged (a location: invalid DWARF)
# in a file of its own:
# warning: the debug info of two is damaged (nothing of it makes sense): points and variables may be missing
# process("two").function("work")
# error: while resolving probe point: no match for process("two").statement("work@p.c:5") (the debug info of two is damaged: nothing of it makes sense) [STAP_POINT]
# semantic error: unresolved target-symbol expression $twice: target-symbol requires debuginfo
# error: while resolving probe point: no match for process("two").statement("work@p.c:5") (the debug info of two is damaged: nothing of it makes sense) [STAP_POINT]
# process("d/info").function("work")
# process("d/whole").function("work@p.c:2")
# warning: d/cut is cut short: its headers speak of N bytes more than it has
# warning: d/short is not an ELF file that can be read: Exec format error
# warning: the debug info of d/info is damaged (.debug_info: invalid DWARF): points and variables may be missing
# <<<
