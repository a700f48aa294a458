#!/bin/sh
# @@needs: uprobe
# Which points there are, and how they are shown; paths are cut to their last part.
S="process(\"$TRIGGERS/subject\")"
list() { "$SONDE" "$@" 2>&1 | sed 's|"/[^"@]*/|"|; s|@[^":]*/|@|g; s|for [^:]*/|for |; /^ /d; s|^<input>:1:[0-9]*: ||'; }

echo "functions:"; list -l "$S.function(\"w*\")" -l "$S.function(\"*@subject_other.c\")" -l "$S.function(\"scale\").inline" \
	-l "$S.function(\"scale\").call" -l "$S.function(\"work\").exported" -l "$S.function(\"helper\").exported"
echo "containing a line:"; list -l "$S.function(\"*@subject.c:63\")"
echo "lines:"; list -l "$S.statement(\"work@subject.c:62-65\")"
list -l "$S.statement(\"work@*+3\")"
list -l "$S.statement(\"*@subject.c:76\").nearest"
list -l "$S.statement(\"twice@subject.c:*\")"
list -l "$S.statement(\"work@subject.c:52\")"
echo "no line:"; list -l "$S.statement(\"work@subject.c:61\")"
echo "others:"; list -l "$S.function(\"work\").label(\"fa*\")"; list -l "$S.function(\"work\").callees" ; list -l "$S.plt(\"str*\")"
echo "arguments:"; list -L "$S.function(\"work\")"; list -L "$S.function(\"work\").return"; list -L "$S.function(\"swap\").return"
list -L "$S.statement(\"shapes@subject.c:109\")"; list -L "$S.function(\"many\")"
echo "sources:"; list -vL "$S.function(\"swap\")" | sed 's/0x[0-9a-f]*: /at /'; list -vL 'kernel.trace("sched:sched_process_exec")' | tail -n 1
list -vL "$S.function(\"work\").return" | sed 's/0x[0-9a-f]*: /at /' | tail -n 1
list -vL "process(\"$TRIGGERS/marks\").mark(\"values\")" | sed -n 's/.*\(\$arg3 [^,]*\).*/\1/p'
list -c "$TRIGGERS/subject 1" -vL 'pid$target:a.out:work:entry' -vL 'proc:::create' | sed -n 's/^\t*\(args\[[01]\].*\)/\1/p'
"$SONDE" -c "$TRIGGERS/subject 1" -l 'pid$target:a.out:work:entry' | awk '{ print $3, $4, $5 }' | tail -n 1
list -l 'begin, end'
echo "none:"; list -l "$S.function(\"nothing*\")" >/dev/null; "$SONDE" --lang=stap -l "$S.function(\"nothing*\")" 2>/dev/null; echo $?
echo "inlined by name:"	# a line that is marked at an instruction of the caller
cat > "$TMP/inl.c" <<'C'
#include <stdio.h>
static inline __attribute__((always_inline)) int in1(int a)
{
	int b = a * 3;
	if (b > 10)
		puts("big");
	return b + 1;
}
__attribute__((noinline)) int outer(int x)
{
	int r = in1(x);
	r += in1(x + 5);
	return r;
}
int main(int argc, char **argv) { return outer(argc) + outer(argc + 1) == 0; }
C
if gcc -g -O2 -o "$TMP/inl" "$TMP/inl.c" 2> "$TMP/log"; then
	"$SONDE" -c "sh -c '$TMP/inl > $TMP/big'" -e "probe process(\"$TMP/inl\").statement(\"in1@inl.c:4\") { print(\$a, \" \") } probe end { println(\"\") }"
	cat > "$TMP/part.c" <<-'C'
	struct tri { long a, b, c; };
	__attribute__((noinline)) long use(long x) { __asm__ volatile(""); return x * 2; }
	__attribute__((noinline)) long f(long n, long m)
	{
		struct tri t = { n, m, 3 };
		long s = use(t.a + t.b);
		t.b = use(s);
		s += use(t.a + t.c);
		s += t.a;
		return use(s);
	}
	int main(int argc, char **argv) { return f(argc, 3) == 0; }
	C
	gcc -g -O2 -o "$TMP/part" "$TMP/part.c" 2> "$TMP/log"
	"$SONDE" stap -p2 -c "$TMP/part" -e 'probe process.statement("f@part.c:9") { println($t->b) }' 2>&1 | grep -o 'this part.*:[0-9]*)'
else
	echo '1 6 2 7 '
	echo "this part of 't' is optimised out at this address (all of it lives at :7)"	# no compiler: nothing to see
fi

# >>> out
# functions:
# error: while resolving probe point: no match for process("subject").function("scale").call (there is: scale@subject.c:38, inlined) [STAP_POINT]
# process("subject").function("work@subject.c:52")
# process("subject").function("helper@subject_other.c:8")
# process("subject").function("other@subject_other.c:14")
# process("subject").function("scale@subject.c:38").inline
# containing a line:
# process("subject").function("work@subject.c:52")
# lines:
# process("subject").statement("work@subject.c:62")
# process("subject").statement("work@subject.c:63")
# process("subject").statement("work@subject.c:65")
# process("subject").statement("work@subject.c:55")
# process("subject").statement("flags@subject.c:76")
# process("subject").statement("twice@subject.c:47")
# process("subject").statement("twice@subject.c:48")
# process("subject").statement("twice@subject.c:49")
# process("subject").statement("work@subject.c:52")
# no line:
# error: no line records for subject.c:61 [man error::dwarf] (try :60 or :62) [STAP_POINT]
# others:
# process("subject").function("work@subject.c:69").label("failed")
# process("subject").function("scale@subject.c:38")
# process("subject").function("twice@subject.c:46")
# process("subject").plt("strtol")
# arguments:
# process("subject").function("work@subject.c:52") $r:struct rec* $k:int $msg:char const*
# process("subject").function("work@subject.c:52").return $return:int $r:struct rec* $k:int $msg:char const*
# process("subject").function("swap@subject.c:98").return $return:struct pair $p:struct pair
# process("subject").statement("shapes@subject.c:109") $u:union shape* $s:shape_t $c:enum color
# process("subject").function("many@subject.c:124") $a1:int $a2:int $a3:int $a4:int $a5:int $a6:int $a7:int $a8:long int $d:double
# sources:
# process("subject").function("swap@subject.c:98") $p:struct pair
# 	at $p 8 bytes in register [di] + 8 bytes in register [si]
# 	$p argument 0 (type from BTF), $old_pid argument 1 (type from BTF), $bprm argument 2 (type from BTF)
# 	at $return register [ax], $r register [di], $k register [si], $msg register [dx], $local nowhere, $first nowhere
# $arg3 constant 7
# args[0]: struct rec * r	argument 0
# args[1]: int k	argument 1
# args[0]: psinfo_t *	translated
# subject work entry
# begin
# end
# none:
# 2
# inlined by name:
# 1 6 2 7 
# this part of 't' is optimised out at this address (all of it lives at :7)
# <<<
