#!/bin/sh
# @@why: matched() is the same in the kernel and in user space, and stands wherever a handler of the kernel has it
cd "$TMP"
cat > s.stp <<'END'
function name:string(s:string) { if (s =~ "([a-z]+)([0-9/]*)") return matched(0) . "<" . matched(1) . "|" . matched(2) . ">"; return "none" }
probe begin {
	println(ngroups() >= 0)
	println(name("ab12/3"), name("  x"), name(""), name("123"))
	if ("x" =~ "((x)|(y))") println(ngroups())
	if ("foobarbaz" =~ "(o+)(b.*)?(z)$") println(matched(1), ",", matched(2), ",", matched(3), " ", matched_str())
	if ("aaa" =~ "(a|aa)*") println(matched(0), " ", matched(1))
	if ("xyz" =~ "(a*)*(x|xy)(z?)") println("[", matched(1), "][", matched(2), "][", matched(3), "]", matched(0))
	if ("a=1, b=22; c=333" =~ "([a-z])=([0-9]{2,3})") println(matched(1), matched(2))
	try { if (!("q" =~ "(r)")) println(matched(1)) } catch (e) { println(e) }
	try { if (!("q" =~ "(r)")) println(matched_str()) } catch (e) { println(e) }
	try { if ("q" =~ "(q)") println(matched(2)) } catch (e) { println(e) }
	try { if (!("q" =~ "(r)")) println(ngroups()) } catch (e) { println(e) }
	if ("end" =~ "^(e)(n)?d$") println(matched(1), matched(2))
	for (i = 0; i < 4; i++) { if (sprint(i * 7) =~ "(.)(.)?$") println(matched(1), "-", matched(2)) }
	s = "the quick brown fox jumps over the lazy dog and then some more words follow to make it rather long"
	if (s =~ "([a-z]+ )*(f[a-z]+) (.*)") println(matched(1), "|", matched(2), "|", matched(3))
	println(matched(7))
}
END
for place in kernel user; do
	"$SONDE" -w -O place=$place s.stp > $place 2>&1
done
cat kernel
diff kernel user && echo same
cat > k.stp <<'END'
global seen
function sh:string(t) { s = task_execname(t); if (s =~ "^(.)(.*)$") return matched(2) . matched(1) . "ay"; return "" }
probe process.begin {
	if (execname() =~ "t(r|f)ue") seen[matched(1)]++
	for (t = task_current(); task_pid(t) != target(); t = task_parent(t)) {
		if (sh(t) =~ "(.)uet") { if (matched(1) == "q") continue; n += strlen(matched(1)); println(n, sh(t)); break }
	}
	if (n && sprint(pid()) =~ "([0-9]+)" && strtol(matched(1), 10) == pid()) next
	println(sh(task_current()))
}
probe end { foreach (k in seen) println(k, seen[k]) }
END
"$SONDE" -w -c 'sh -c "/bin/true; /bin/true; exit 0"' k.stp 2>&1

# >>> out
# 1
# ab12/3<ab|12/3>x<x|>nonenone
# 4
# oo,barba,z foobarbaz
# aaa a
# [][xy][z]xyz
# b22
# Attempted to get subexpression 1 from failed match
# Attempted to get matched string from failed match
# Subexpression 2 does not exist
# Attempted to get subexpression 0 from failed match
# en
# 0-
# 7-
# 1-4
# 2-1
# words |follow|to make it rather long
# s.stp:18:10: error: Subexpression 7 does not exist in probe begin
#    18 | 	println(matched(7))
#       | 	        ^^^^^^^^^^
# same
# hsay
# 1ruetay
# 1ruetay
# r2
# <<<
