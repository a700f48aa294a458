#!/bin/sh
# @@needs: uprobe tool:gcc   @@why: points that cannot be and why; what a point is called; values of the entry with their types
cat > "$TMP/a.c" <<'END'
struct r { enum { RED, GREEN } col; int x; };
int glob;
__attribute__((noinline)) int work(struct r *r) { glob += r->x; r->col = RED; return glob; }
int main(void)
{
	struct r r = { GREEN, 3 };

	return work(&r) != 3;
}
END
gcc -g -O1 -o "$TMP/a.out" "$TMP/a.c" || exit 1
stap() { "$SONDE" stap "$@" 2>&1 | sed "s,$TMP,TMP,g"; }
a="process(\"$TMP/a.out\")"
stap -p2 -e 'probe kernel.function("sys_sync").inline { println(1) }' | grep '^semantic error: no match'
stap -p2 -e "probe $a.function(\"_start\").return { println(1) }" | grep '^semantic error: no match'
stap -p2 -e "probe $a.function(\"work\") { println(@perf(\"c\")) }
	probe perf.sw.cpu_clock.process(\"/bin/sh\").counter(\"c\") {}" | sed -n "1s,of [a-z/]*,of SH,p"
stap -c "$TMP/a.out" -w -e "probe $a.function(\"work\").return { println(@enumname(\$r->col), @enumname(@entry(\$r->col))) }"
cd "$TMP"
stap -c ./a.out -e 'probe process("a.out").data("glob").write { printf("%s %s\n", pp(), pn()) }'

# >>> out
# semantic error: no match for kernel.function("sys_sync").inline: identifier 'kernel' at :1:7
# semantic error: no match for process("TMP/a.out").function("_start").return (the program begins there, and it returns to nobody): keyword at :1:49
# semantic error: perf counter 'c' is of SH, and the probe in TMP/a.out: string 'c' at <input>:1:82
# GREENGREEN
# process("TMP/a.out").data("glob").write process("a.out").data("glob").write
# <<<
