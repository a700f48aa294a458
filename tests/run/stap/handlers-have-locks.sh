#!/bin/sh
# @@needs: uprobe tool:gcc
# @@why: a kernel handler has what it reads and changes for itself, on whatever CPU the others are: nothing is lost or seen half done
cat > "$TMP/f.c" <<'END'
#include <pthread.h>
#define PROBED __attribute__((noinline))
PROBED int f(int k) { __asm__ volatile("" : "+r"(k)); return k + 1; }
PROBED int g(int k) { __asm__ volatile("" : "+r"(k)); return k + 2; }
static void *run(void *ret)
{
	int s = 0;

	for (int i = 0; i < 5000; i++)
		s += f(i) + (i % 50 ? 0 : g(i));
	*(int *)ret = s;
	return ret;
}
int main(void)
{
	pthread_t t[4];
	int ret[4];

	for (int i = 0; i < 4; i++)
		pthread_create(t + i, 0, run, ret + i);
	for (int i = 0; i < 4; i++)
		pthread_join(t[i], 0);
	return 0;
}
END
gcc -g -O1 -o "$TMP/f" "$TMP/f.c" -lpthread || exit 1
run() { "$SONDE" -D TRYLOCKDELAY=10000 -c "$TMP/f" -e "$(echo "$1" | sed "s|@(|process(\"$TMP/f\").function(|")" 2>&1; }
echo "== who only adds, and who takes away"
run 'global s, got, a, b, bad, n
probe @("f") { s[$k & 7] <<< 1; a++; b++ }
probe @("g") { foreach (k in s) got += @count(s[k]); delete s; if (a != b) bad++; n++ }
probe end { foreach (k in s) got += @count(s[k]); println(got, " ", n, " ", bad, " ", a, " ", b) }'
echo "== alone"
run 'global s, got, x, y, once, text
function take() { foreach (k in s) got += s[k]; delete s }
probe @("f") { s[$k & 3]++; if (++x == 3) { x = 0; y++ } text = text . "."; if (strlen(text) > 9) text = "" }
probe @("g") { take(); if (strlen(text) < 10 && text =~ "^[.]*$") once++ }
probe end { take(); println(got, " ", x, " ", y, " ", once, " ", strlen(text)) }'
echo "== no longer than that"
run 'global n probe @("f") { if (++n == 1000000) exit() } probe end { println(n) }' 
"$SONDE" -D MAXTRYLOCK=0 -D MAXSKIPPED=100000 -c "$TMP/f" -e "global n probe process(\"$TMP/f\").function(\"f\") { if (++n == 0) exit() }
probe end { println(n > 1000, \" \", n <= 20000) }" 2> "$TMP/err"
sed -E "/[0-9]+ firings? skipped: others had its variables for too long .MAXTRYLOCK, TRYLOCKDELAY.$/d" "$TMP/err"

# >>> out
# == who only adds, and who takes away
# 20000 400 0 20000 20000
# == alone
# 20000 2 6666 400 0
# == no longer than that
# 20000
# 1 1
# <<<
