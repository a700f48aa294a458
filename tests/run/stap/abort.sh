#!/bin/sh
# @@needs: uprobe   @@why: abort() ends the handler at once, out of functions, loops and try; end probes run
cat > "$TMP/begin.stp" <<'END'
function g(x:long) { if (x > 1) abort(); return x }
function f(x) { try { y = g(x) + 1 } catch (e) { println("caught ", e) } println("after try ", x); return y }
probe begin { println(f(1)); println(f(2)); println("never") }
probe begin { println("never either") }
probe end { println("end") }
probe error { println("error") }
END
cat > "$TMP/loop.stp" <<'END'
function f(x) { for (i = 0; i < 10; i++) if (i == x) abort(); else println(i) }
probe begin { try { f(2) } catch { println("caught") } println("never") }
probe end { println("end") }
END
cat > "$TMP/plain.stp" <<'END'
probe begin { try { abort() } catch { println("caught") } println("never") }
probe end { println("end") }
END
for place in user kernel; do
	for script in begin loop plain; do
		echo "$place, $script"
		"$SONDE" -O place=$place "$TMP/$script.stp"
	done
done

echo "in a user program"
cat > "$TMP/event.stp" <<'END'
global n
function g(x:long) { if (x > 1) abort(); return x }
function f(x) { try { y = g(x) + 1 } catch { println("caught") } println("after try ", x) }
probe process.function("work") { n++; f(n); println("behind ", n) }
probe process.function("work") { println("second ", n) }
probe end { println("end ", n) }
probe error { println("error") }
END
"$SONDE" -c "$TRIGGERS/calls 10" "$TMP/event.stp"
echo "status $?"

echo "in a part that needs user space"
cat > "$TMP/part.stp" <<'END'
global n, seen
function fact(x) { if (x > 3) abort(); return x < 2 ? 1 : x * fact(x - 1) }
probe process.function("work") { println("work"); n += fact(n + 1); println("behind ", n) }
probe process.function("work") { seen[usymname(ustack(1))] += n; println("second ", n) }
probe end { println("end ", n); foreach (f in seen) println(f, " ", seen[f]) }
probe error { println("error") }
END
"$SONDE" -c "$TRIGGERS/calls 10" "$TMP/part.stp"
echo "status $?"

echo "exit() in such a part: the handler ends, and no other begins"
cat > "$TMP/exit.stp" <<'END'
global n, last
function fact(x) { return x < 2 ? 1 : x * fact(x - 1) }
probe process.function("work") { if (fact(++n) > 5) { println("enough"); exit() } println("behind ", n) }
probe process.function("work").return { last = n }
probe process.function("main").return { println("main ", last) }
probe end { println("end ", n) }
END
"$SONDE" -c "$TRIGGERS/calls 10" "$TMP/exit.stp"

# an error ends the session as well: no other handler of the same event runs
"$SONDE" -w -c "$TRIGGERS/calls 10" -e '
probe process.function("work") { error("stop") }
probe process.function("work") { println("never") }' 2> /dev/null
echo "status $?"

# >>> out
# user, begin
# after try 1
# 2
# end
# user, loop
# 0
# 1
# end
# user, plain
# end
# kernel, begin
# after try 1
# 2
# end
# kernel, loop
# 0
# 1
# end
# kernel, plain
# end
# in a user program
# after try 1
# behind 1
# second 1
# end 2
# status 0
# in a part that needs user space
# work
# behind 1
# second 1
# work
# behind 3
# second 3
# work
# end 3
# main 4
# status 0
# exit() in such a part: the handler ends, and no other begins
# behind 1
# behind 2
# enough
# behind 3
# end 3
# status 1
# <<<
