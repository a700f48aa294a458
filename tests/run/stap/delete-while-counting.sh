#!/bin/sh
# @@needs: uprobe raw_tp tool:gcc
# @@why: what a handler deletes is what it has read: nothing that comes meanwhile is lost, of arrays, statistics and numbers
"$SONDE" -w -e 'global s, t, rounds
probe nd_syscall.* { s[name] <<< 1 t[name]++ }
probe timer.ms(50) { delete s delete t if (++rounds == 8) exit() }
probe end { printf("%d\n", rounds) delete s delete t }' 2>&1
cat > "$TMP/f.c" <<'END'
#include <unistd.h>
__attribute__((noinline)) int f(int k) { __asm__ volatile("" : "+r"(k)); return k + 1; }
int main(void)
{
	int s = 0;

	for (int i = 0; i < 30000; i++) {
		if (i % 5000 == 0)
			usleep(30000);	/* timers come in between, however fast the machine */
		s += f(i);
	}
	return s == -1;
}
END
gcc -g -O1 -o "$TMP/f" "$TMP/f.c" || exit 1
run() { "$SONDE" -c "$TMP/f" -e "probe process(\"$TMP/f\").function(\"f\") { $2 } $1" 2>&1; }
echo "== read all of it, then delete"
run 'global st, a, s, n, in_st, in_a, in_s, in_n function take() {
	foreach (k in st) in_st += @count(st[k]); delete st
	foreach (k in a) in_a += a[k]; delete a
	in_s += @sum(s); delete s
	in_n += n; n = 0 }
global ticks probe timer.ms(50) { ticks++; take() }
probe end { take(); println(in_st, " ", in_a, " ", in_s, " ", in_n, " ", ticks > 1) }' 'st[$k & 7] <<< 1; a[$k & 3]++; s <<< 2; n++'
echo "== parts of it, and sometimes"
run 'global st, s, one, all, last
probe timer.ms(50) {
	foreach (k in st) if (k & 1) one += @count(st[k])
	for (i = 1; i < 8; i += 2) delete st[i]
	if (@count(s) > 8000) { all += @count(s); delete s } }
probe end {
	foreach (k in st) last += @count(st[k])
	println(one + last, " ", last >= 15000, " ", all + @count(s), " ", @min(st[0]), " ", @max(st[6]), " ", @sum(st[4])) }' \
	'st[$k & 7] <<< $k; s <<< $k'

# >>> out
# 8
# == read all of it, then delete
# 30000 30000 60000 30000 1
# == parts of it, and sometimes
# 30000 1 30000 0 29998 56250000
# <<<
