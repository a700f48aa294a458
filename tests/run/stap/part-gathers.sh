#!/bin/sh
# @@needs: uprobe   @@why: a walk of the kernel's, from which user space gathers in locals; each firing its own
cat > "$TMP/s.stp" <<'END'
function one() { return strlen(usymname(0)) - 2 }
function fact(n) { return n < 2 ? one() : n * fact(n - 1) }
function small(n) { return n < 2 ? 1 : n }
probe process.begin {
	l = task_current()
	while (l) {
		pid = task_pid(l)
		if (sprint(pid) =~ "([0-9]+)") { count++; sum += strtol(matched(1), 10); text = text . matched(1) }
		f += fact(pid % 3); g += small(pid % 3)
		k += pid
		want = want . sprint(pid)
		rounds++
		if (pid <= 1) break
		l = task_parent(l)
	}
	println(sum == k, " ", count == rounds, " ", text == want, " ", f == g)
}
END
"$SONDE" -c 'sh -c "/bin/true; /bin/true; exit 0"' "$TMP/s.stp" 2>&1
# >>> out
# 1 1 1 1
# 1 1 1 1
# 1 1 1 1
# <<<
