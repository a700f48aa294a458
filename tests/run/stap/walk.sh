#!/bin/sh
# @@needs: uprobe tool:gcc
# @@why: foreach, extractors and slices in a probe's handler see what it has just done, and the next probe sees theirs
cat > "$TMP/f.c" <<'END'
#include <stdlib.h>
__attribute__((noinline)) int f(int k) { __asm__ volatile("" : "+r"(k)); return k + 1; }
int main(int argc, char **argv) { int s = 0; for (int i = 0; i < atoi(argv[1]); i++) s += f(i); return s == -1; }
END
gcc -g -O1 -o "$TMP/f" "$TMP/f.c" || exit 1
run() { "$SONDE" -c "$TMP/f $1" -e "$2" 2>&1 | sed "s,$TMP/,,g; s/ *$//"; echo; }

echo "== sums, statistics that start again"
run 8 'global a, st, got probe process.function("f") {
	a[$k] = $k * 10; s = 0; foreach (j in a) s += a[j]
	st <<< $k; if (@count(st) == 3) { printf("[%d %d %d] ", @sum(st), @min(st), @max(st)); delete st }
	got = @count(st); printf("%d:%d ", s, got) }
probe end { printf("%d\n", got) }'
echo "== orders, limits, slices, values"
run 9 'global a, st, w probe process.function("f") {
	k = $k; a[k % 4, sprintf("n%d", k)] = 100 - k; st[k % 3] <<< k; w[k] = 7 * k % 10
	if (k != 8) next
	foreach ([x, s] in a) printf("%d%s ", x, s); println("")
	foreach ([x-, s] in a limit 4) printf("%d%s ", x, s); println("")
	foreach ([x, s-] in a) printf("%s ", s); println("")
	foreach (v = [x, s] in a+) printf("%d ", v); println("")
	foreach ([x, s] in a[1, *]) printf("%s ", s); println([1, *] in a, [*, "n9"] in a)
	delete a[1, *]; foreach ([x, s] in a) printf("%s ", s); println([1, *] in a)
	foreach (i in st- limit 2) printf("%d: %d %d %d; ", i, @count(st[i]), @sum(st[i]), @avg(st[i])); println("")
	foreach (i in st @max- limit 1) { println(i, " ", @max(st[i])); print(@hist_log(st[i])) }
	foreach (i in w) { if (i == 2) continue; if (i == 6) break; printf("%d=%d ", i, w[i]) } println("")
	foreach (i in w-) { foreach (j in w+ limit 2) printf("%d/%d ", i, j); if (i == 4) next } }'
echo "== what a loop decides, and how it is left"
run 9 'global seen, n function busiest() { foreach (k in seen-) return k; return -1 }
probe process.function("f") {
	seen[$k / 3]++
	foreach (k in seen) if (seen[k] == 3 && k == 1) { printf("%d third\n", $k); exit() }
	try { foreach (k in seen) if (k == 1) error("one") } catch (m) { n++ }
	printf("%d ", busiest()) }
probe end { println(n) }'
echo "== sorted here, walked as it is there: no element is missed, by other processors or by the loop around"
cat > "$TMP/w.c" <<'END'
#include <pthread.h>
__attribute__((noinline)) int f(int k) { __asm__ volatile("" : "+r"(k)); return k + 1; }
static void *run(void *p) { long s = 0; for (int i = 0; i < 2000; i++) s += f(i); return (void *)s; }
int main(void) { pthread_t t[4]; for (int i = 0; i < 4; i++) pthread_create(&t[i], 0, run, 0); for (int i = 0; i < 4; i++) pthread_join(t[i], 0); }
END
gcc -g -O1 -o "$TMP/w" "$TMP/w.c" -lpthread || exit 1
"$SONDE" -c "$TMP/w" -e 'global a, bad, done probe begin { for (i = 0; i < 10; i++) a[i] = 1 }
probe process.function("f") { foreach (k- in a) n += a[k]; foreach (k in a) n++; if (n != 20) bad++; done <<< 1 }
probe end { foreach (k in a) m++; printf("%d wrong of %d, %d\n", bad, @count(done), m)
	foreach (j in a limit 2) foreach (k- in a limit 2) printf("%d-%d ", j < 10, k) println("") }' | sed 's/ *$//'
run 2 'global s probe process.function("f") { s <<< $k; x = sprint(@hist_log(s)); printf("%d %s\n", strlen(x) > 200, substr(x, 0, 5)) }' 2>/dev/null
echo "== faults"
run 3 'global st probe process.function("f") { if ($k == 1) println(@avg(st)) else println("fine") } probe error { println("told") }' | sed 's/:[0-9]*:[0-9]*//'
run 2 'global a probe process.function("f") { for (i = 0; i < 9000; i++) a[i & 63] = i; foreach (k in a) foreach (j in a) n++; println(n) }' |
	grep -o 'MAXACTION exceeded' | head -n 1

# >>> out
# == sums, statistics that start again
# 0:1 10:2 [3 0 2] 30:0 60:1 100:2 [12 3 5] 150:0 210:1 280:2 2
#
# == orders, limits, slices, values
# 0n0 1n1 2n2 3n3 0n4 1n5 2n6 3n7 0n8
# 3n3 3n7 2n2 2n6
# n8 n7 n6 n5 n4 n3 n2 n1 n0
# 92 93 94 95 96 97 98 99 100
# n5 n1 10
# n8 n7 n6 n4 n3 n2 n0 0
# 0: 3 9 3; 1: 3 12 4;
# 2 8
# value |-------------------------------------------------- count
#     0 |                                                   0
#     1 |                                                   0
#     2 |@                                                  1
#     4 |@                                                  1
#     8 |@                                                  1
#    16 |                                                   0
#    32 |                                                   0
#
# 0=0 1=7 3=1 4=8 5=5
# 7/0 7/3 4/0 4/3
# == what a loop decides, and how it is left
# 0 0 0 0 0 5 third
# 0 3
#
# == sorted here, walked as it is there: no element is missed, by other processors or by the loop around
# 0 wrong of 8000, 10
# 1-9 1-8 1-9 1-8
# 1 value
# 1 value
#
# == faults
# <command line>: warning: never-assigned global variable 'st'
#     1 | global st probe process.function("f") { if ($k == 1) println(@avg(st)) else println("fine") } probe error { println("told") }
#       |        ^^
# fine
# <command line>: error: empty aggregate in probe process("f").function("f@f.c:2")
#     1 | global st probe process.function("f") { if ($k == 1) println(@avg(st)) else println("fine") } probe error { println("told") }
#       |                                                              ^^^^^^^^
# told
#
# MAXACTION exceeded
# <<<
