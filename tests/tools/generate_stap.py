"""generate_stap - SystemTap's tables for tests/tools/generate; generate_common.py says what templates are"""
import os, re
from generate_common import Program
from generate_events import pick_points, quoted

REGEXES = ["a", "^a.*c$", "[0-9]+", "(x)/(y)", "^$", "[^a-z]", "o w", "(a|b)+c?", "-?[0-9]{1,2}", "^.{3}$"]
ARRAYS = ["rw[{i}]", "rw[{0-6}]", "v5[{i.}, {s.}, {0-2}, {q}, {i.}]", "a[{i}]", "a[{i.}]", "b[{s.}, {i.}]", "a[b[{s.}, {i.}]]", "w[{i.}, {s.}, {i.}]"]


# what a handler in the kernel leaves to user space, which carries it out later, with what the variables hold then
LATE = re.compile(r"fact\(")
WITH_LATE = bool(os.environ.get("GENERATE_LATE"))


def without_late(rows):
	return [row for row in rows if WITH_LATE or not LATE.search(row)]


class Stap(Program):
	"""globals are shared by all programs, locals are not"""
	# numbers, texts, what a probe calls @1@ .. @4@
	kinds = {
		"entry": (["@1@", "@2@"], ["@3@", "@4@"], ["$a", "$b", "user_string($text)", "ppfunc()"]),
		"return": (["@1@", "@2@"], ["@3@", "@4@"], ["$return", "@entry($a)", "user_string(@entry($text))", "ppfunc()"]),
		"mark": (["@1@", "@2@"], ["@3@", "@4@"], ["$arg1", "$arg2", "user_string($arg3)", "$$name"]),
		"seek": (["@1@", "@2@"], ["@4@"], ["offset", "whence", '""', "name"]),
		"seek return": (["@1@"], ["@4@"], ["retval", "9", '""', "name"]),
	}
	points = {
		"entry": 'process("replay").function("%s")', "return": 'process("replay").function("%s").return',
		"mark": 'process("replay").mark("%s")', "seek": "syscall.%s", "seek return": "syscall.%s.return",
	}
	operators = ["<<", ">>"]
	ints = [
		"((x ^ {i}) >>> {i})", "((x + {i}) >>> {0-70})",	# the original has none of two constants
		"f0({i}, {i})", "f2({s})", "f5({i}, {s.})", "isinstr({s}, {s.})", "strtol({s}, {8|10|16|0})", "strpos({s}, {s.})",
		"isdigit({s})", "stringat({s}, {-1-6})", "({i.} in a)", "([{s.}, {i.}] in b)", "({s} {=~|!~} {regex})",
		"(x++)", "(++y)", "(g0--)", "(a[{i.}]++)", "(--w[{i.}, {s.}, 1])", "(x += {i})", "(g1 = {i})", "(y {-|^|>>|<<}= {i.})",
		"big_endian{2|4|8}({i})", "little_endian{2|4|8}({i})", "MAJOR({i})", "MINOR({i})", "strlen({text} . {s})",
		"({s} . {s.} == {s})", "{array}", "ack({0-2}, {0-3})",
		"f8({i})", "(x = y = {i})", "({hex} {op} {i})", "({i} {op} {hex})", "strlen((p .= {s.}))", "({s} == (p = {s}))", "({i} in rw)", "(rw[{0-6}]++)",
		"({c} ? f5({i}, {s}) : f0({i}, {i}))", "strlen(matched_of({s}))", "big({i}, {i}, {i}, {s})", "isinstr({s} . {s}, {s.})", "syscall_num({q})",
		"({s} {<|>|<=|>=} {s} . {s.})", "strtol({s}, {i.})", "f9({i}, {0-4})", "(g1 += g0 = {i})",
		"({s.} in su)", "({s.} in u2)", "([{i.}, {s.}] in sv)", "([{s}, {i.}] in t2)", "([{i.}, {s.}, {0-2}, {q}, {i.}] in v5)", "([{i.}, {s.}, 1] in w)",
		"over({i})", "over({i}, {i.})", "rsum({i})", "rfib({0-6})", "rtree({0-3}, {i})", "(g{0|1} {+|-|*|^}= f0({i}, (g{0|1}++)))", "(a[{0-2}] {+|-|^|<<}= bump({i}))", "(x {-|*|>>}= (x += {i}))",
		"MKDEV({i}, {i})", "sock_{state|prot|type|fam}_str2num({s})", "hton{s|l|ll}({i})", "ntoh{s|l|ll}({i})", "pow2({0-9})", "evens({0-9})",
		"({c} ? {i} : {c} ? {i} : {c} ? {i.} : {i.})", "(({i} {<|>} {i}) && ({s} {==|<} {s}))", "(({i} == {i}) || {c} || ({s} != {s}))", "({s} {<|>|<=|>=|==|!=} {q})",
	]
	strings = [
		"({s} . {s})", "({s} . {s})", "sprint({i})", "sprint({i}, {s}, {i.})", "sprintd({q}, {i}, {s})", "sprintf({format})",
		"substr({s}, {0|1|3}, {0-11})", "substr({s}, {i.}, {i.})", "f1({s}, {i})", "f3({i})", "f6({s}, {-2-4})",
		"str_replace({s}, {q}, {s.})", "text_str({s})", "text_strn({s}, {0-12}, {0|1})", "string_quoted({s})",
		"tokenize({s}, {separators})", "errno_str({i.})", "bytes_to_string({i})", "t[{i.}]",
		"(p . (p .= {s}))", "(p = q = {s})", "(s0 .= {s.})", "(t[{i.}] .= {s.})", "({s} . sprint({i}) . {s})", "matched_of({s})", "signal_str({0-40})",
		"sprintln({i}, {s})", "sprintdln({q}, {s}, {i})", "syscall_name({0-400})", "rs({s}, {0-3})", "rrev({s})", "({c} ? p : (q . {s.}))", "ctime({i.})",
		"substr(sprint({i}) . {s}, {0-3}, {0-9})", "pick3({i}, {s}, {s.}, {s.})", "@choose_defined($nothing, {s})",
		"t2[{s}, {i.}]", "(t2[{s.}, {i.}] .= {s.})", "u2[{s.}]", "(u2[{q}] = {s})", "word(({s}), {i.})", "(s0 .= twice({s.}))", "shout({s})",
		"ip_ntop({i})", "format_ipaddr({i}, AF_INET())", "return_str({1-3}, {i})", "sock_{state|prot|type|fam|flags}_num2str({i})",
		"tcp_sockstate_str({0-14})", "ftype({i})", "nfsderror({i.})", "irqflags_str({i})", "sa_flags_str({i})", "msg_flags_num2str({i})",
		"({c} ? {s} : {c} ? {s} : {s.})", "substr({s}, strlen({s.}), {0-9})", "rjust({s}, {0-12})", "sprintf(\"%*d|%-*s\", {0-9}, {i}, {0-9}, {s})",
	]
	statements = [
		"{x|y|i|g0|g1} {=|=|+=|-=|*=|^=|&=|<<=|>>=} {i}", "{x|g0|g1} |= {i}", "{x|y|i|g0|g1} = {i}", "{array} {=|=|+=|-=|^=} {i}",
		"{p|q|s0} {=|=|.=} {s}", "t[{i.}] {=|.=} {s}", "b[{s}, {i.}] = {i}", "st <<< {i}", "su[{s.}] <<< {i}", "sv[{i.}, {s.}] <<< {i}",
		"delete {g0|p|t|x}", "delete a[{i}]", "delete b[{s.}, {i.}]", "delete w[{0-3}, {s.}, 1]", "delete su[{s.}]",
		"f4({i})", "f7({i}, {s})",
		"rw[{i}] {=|+=|^=} {i}", "rw[{0-6}] = {i}", "rt[{i.}] <<< {i}", "v5[{i.}, {s}, {0-2}, {s.}, {i.}] {=|+=} {i}", "delete rw[{0-6}]", "delete rt[{i.}]",
		"delete {st|a|b|w|rw|su|v5}", "delete v5[{i.}, {q}, {0-2}, {q}, {i.}]", "x = y = g0 = {i}", "p = s0 = {s}", "t[{0-3}] .= {s.}", "if ({c}) {x++|g1--|p=q}",
		"su[{s.}] <<< {i}; st <<< {i}", "t2[{s.}, {i.}] {=|.=} {s}", "u2[{s}] = {s}", "delete {t2|u2}", "delete t2[{s.}, {i.}]", "delete u2[{q}]", "st <<< (x += {i})", "swap({s}, {i})",
		"{g0|g1} {-|+|*|^}= bump({i})", "s0 .= twice({s.})", "g{0|1}{++|--}", "a[{0-2}]{++|--}", "a[(g0 & 3)] {+|-|^}= g0++",
		"printf({format})", "printf({format})", "printf({format})", "println({i}, {s})", "printdln({q}, {s}, {i}, {i.})", "print({s}, {i})",
		'printf("%d %s %x %u|%5d|%-8s|%08x\\n", {i}, {s}, {i}, {i}, {i.}, {s.}, {i})',
	]
	nested = [
		"if ({c}) {{block}}", "if ({c}) {{block}} else {{block}}", "for ({k} = 0; {k} < {1-4}; {k}++) {{block}}",
		"{k} = {1-4} while ({k}-- > 0) {{block}}", "for ({k} = 3; {k} > 0; {k}--) { if ({c}) {break|continue} {block}}",
		'try {{block}} catch (e) { printf("caught %s\\n", e) }', "if ({c}) @next@",
		'try {{block} if ({c}) error("thrown " . {s}) } catch (e) { printf("caught %s\\n", e) }', "try {{block}} catch { x++ }",
		"foreach ({k} in a) { x += {k} ^ a[{k}] }", "foreach ([{k}, {k}n] in b) { y += strlen({k}) * {k}n }",
		"foreach (v = {k} in a) { x += v * 3 }",
		"if ({s} == {q}) {{block}} else if ({s} == {q}) {{block}} else if ({s} =~ {regex}) {{block}} else {{block}}",
		"while (1) { if (++{k} > {1-4}) break {block} if ({c}) continue }", "{k} = i = 5; for (; {k} > 3; {k}--) { i-- {block} }",
		"for (;;) { {block} break }", "for ({k} = 0; {k} < 3; {k}++) { for ({k}n = 0; {k}n < {k}; {k}n++) { if ({c}) break a[{k}] = {k}n {block} } }",
		"try { try {{block} f4({i}) } catch (e) { if ({c}) error(e . \"+\") x++ } } catch (e) { printf(\"outer %s\\n\", e) }",
		"if (({s}) =~ {regex}) { printf(\"%s\\n\", matched(0)) {block} }",
	]
	# of what only user space can do: a handler that has one is no comparison of executors, but of their shared memory
	asks = [
		"println(@count(st), \" \", @sum(st))", "if (@count(st)) println(@min(st), @max(st), @avg(st))", "if ({q} in su) println(@sum(su[{q}]))",
		"foreach (s in su- limit {1-3}) n += @count(su[s])", "foreach (k+ in a limit {i.}) x ^= a[k]", "foreach (k- in a) { if (k & 1) x += k else delete g0 }",
		"foreach ([s, k+] in b) { if (k > {i.}) continue; y += b[s, k] }", "foreach ([k+, s, n] in w[*, {q}, *]) println(k, s)",
		"foreach (k+ in rw) println(k, rw[k])", "foreach (k+ in rt) println(k, \" \", @count(rt[k]), \" \", @sum(rt[k]))", "if ([*, {0-3}] in b) println(\"some\")",
		"delete b[*, {0-3}]", "delete w[*, *, 1]", "if (@count(st)) println(@hist_log(st)[{0-9}])", "foreach (k in @hist_log(st)) x += k",
		"println(fact({0-12}))", "foreach ([k+, s, n, q, i] in v5[*, *, 1, *, *]) println(k, q)", "foreach (v- = k in a limit 1) println(v)", "print(@hist_log(st))",
		"foreach (s+ in su) { st <<< @sum(su[s]) } delete su", "println(@count(rt[{0-3}]))", "foreach ([k+, q] in sv) { println(k); x ^= @max(sv[k, q]) }",
		"print(@hist_log(su[{q}]))", "println(@variance(st) == @variance(st))", "foreach (k- in t) println(k, t[k])", "su[{s}] <<< {i}", "rt[{i}] <<< {i}",
	]
	conversions = [("%%%s%s%s" % (flag, width, c), "{i}") for c in "diuxXo" for flag in ("", "-", "0", "+", " ", "#")
		       for width in ("", "7")]
	conversions += [("%%%s%s" % (size, c), "{i}") for size in ("l",) for c in "duxi"]
	conversions += [("%+5d", "{i}"), ("%08.3d", "{i}"), ("%.0d", "{0-2}"), ("%-5c", "{32-126}"), ("%*.*d", "{0-9} {0-5} {i}"),
			("%-*s", "{0-9} {s}"), ("%#x", "{i}"), ("%#o", "{i}"), ("%.*x", "{0-9} {i}"), ("%-.2s", "{s}"), ("%20p", "{i}")]
	conversions += [("%s", "{s}")] * 20 + [("%-8s", "{s}"), ("%12s", "{s}"), ("%.3s", "{s}"), ("%9.2s", "{s}"), ("%*d", "{0-9} {i}"),
						("%-*d", "{0-9} {i}"), ("%.*s", "{0-9} {s}"), ("%p", "{i}"), ("%c", "{32-126}"),
						("%#c", "{i}"), ("%3c", "{32-126}"), ("%%", ""), ("%.5d", "{i}"), ("%8.3x", "{i}")]
	head = """global g0, g1 = 5, s0, t, a, b, w, st, su, sv, rw%[4], rt%[3], v5, t2, u2%[3]
function over:long(n:long) { if (n < 0) next; return n }
function over:long(n:long) { return -n * 2 }
function over:long(n:long, m:long) { return over(n) - over(m) }
private function bump:long(n:long) { return g0 += n & 15 }
function twice:string(s:string) { s0 = substr(s0, 0, 40) . s; return s . s0 }
function pow2:long(n:long) { r = 1; while (n-- > 0) r <<= 1; return r }
function evens:long(n:long) { for (i = 0; i < n; i++) { if (i & 1) continue; r += i; if (r > 15) break } return r }
function word:string(s:string, n:long) { tok = tokenize(s, " ,/"); while (n-- > 0 && tok != "") tok = tokenize("", " ,/"); return tok }
function shout:string(s:string) { try { if (s == "") error("quiet"); if (strlen(s) > 9) throw_up(s); return s . "!" } catch (m) { return "<" . m . ">" } }
function throw_up(s:string) { error("too long: " . s) }
function rjust:string(s:string, n:long) { while (strlen(s) < n) s = " " . s; return s }
function swap(s:string, n:long) { h = s0; s0 = s; u2[s] = h; t2[h, n & 3] = s }
function f8:long(n:long) { if (n > 9) return f0(n, 1); if (n < 0) next; return n + 1 }
function f9(n:long, m:long) { x = 0; for (i = 0; i < m; i++) { for (j = i; j >= 0; j--) { if (j == n) return x; x += j * n } if (x > 1000) break } return x }
function rsum:long(n:long) { return n <= 0 ? n : (n & 7) + rsum(n >> 3 & 0xffff) }
function rfib:long(n:long) { if (n < 2) return n + (g0 += n); return rfib(n - 1) - rfib(n - 2) }
function rtree:long(n:long, m:long) { x = m; for (i = 0; i < n; i++) { if (x & 1) continue; try { if (n == 3 && x < 0) error("r"); x += rtree(n - 1, x >> i) } catch { x++ } } return x }
function rrev:string(s:string) { s = substr(s, 0, 9); return s == "" ? "" : rrev(substr(s, 1, 9)) . substr(s, 0, 1) }
function big:long(x:long, y:long, z:long, s:string) { if (s == "abc") return x; else if (s == "b") return y; else if (s == "7") return z; return strlen(s) }
function matched_of:string(s:string) { if (s =~ "([a-z]+)([0-9/]*)") return matched(0) . "<" . matched(1) . ">" ; return "none" }
function rs:string(s:string, n:long) { while (n-- > 0) s = substr(s, 1, 30) . substr(s, 0, 1); return s }
function pick3:string(n:long, a:string, b:string, c:string) { if (n == 0) return a; if (n & 1) return b . c; return c }
function one:long() { return strlen(usymname(0)) - 2 }
function fact:long(n:long) { if (n < 2) return one(); return n * fact(n - 1) }
function f0:long(x:long, y:long) { z = x * 3 - y; if (z > 10) return z; for (k = 0; k < 3; k++) z += k ^ y; return z }
function f1:string(s:string, n:long) { if (n < 0) return "neg"; u = s . "-" . sprint(n & 255); return u }
function f2:long(s:string) { n = 0; while (n < strlen(s) && n < 5) n++; return n * 7 + f0(n, 2) }
function f3:string(n:long) { r = ""; for (i = 0; i < (n & 7); i++) { r .= f1("r", i); if (strlen(r) > 20) return r . "!" } return r }
function f4(n:long) { if (n % 3 == 0) error("f4 of " . sprint(n)); g1 += n }
function f5(n, s) { try { if (n < 0) error(s); return stringat(s, n & 7) } catch (m) { g0 += strlen(m); return -1 } }
function f6(s, n) { while (n-- > 0) { if (s =~ "^.b") return s; s = substr(s, 1, 20) . "+" } return s }
function f7(n, s) { a[n & 3] += n; b[s, n & 1] = strlen(s); if (n > 100) return; t[n & 3] = s }
function ack(m, n) { c = 0; while (c++ < 5) { if (m == 0) return n + c; m--; n += m } return m }
"""

	def place_hex(self, _):
		return self.pick("0x%x" % self.r.getrandbits(self.pick(8, 32, 63)), "0%o" % self.r.getrandbits(20), "0X%X" % self.r.getrandbits(31))

	def place_regex(self, _):
		return '"%s"' % self.r.choice(REGEXES)

	def place_separators(self, _):
		return self.pick('","', '"/"', '" ,"', '"b-"')

	def place_array(self, level):
		return self.fill(self.r.choice(ARRAYS), min(level, 2))

	def place_var(self, _):
		return self.fill(self.pick("x", "y", "i", "g0", "g1", "a[{akey}]", "b[{q}, {akey}]", "w[{0-3}, {q}, 1]"), 0)

	def place_akey(self, _):
		return self.fill(self.pick("{n}", "x", "g0"), 0)

	def place_text(self, _):
		return self.fill(self.pick("p", "q", "s0", "t[{n}]"), 0)

	def body(self, count):
		self.put(self.fill('x = {n}; y = {n}; i = 1; p = {q}; q = "q"', 0))
		caught = self.r.random() < .9	# else an error ends the session
		if caught:
			self.put("try {")
		asks = self.r.random() < .25
		for _ in range(count):
			self.stmt(2)
			if asks and self.r.random() < .6:
				self.put(self.fill(self.r.choice(self.asks), 2))
		if caught:
			self.put('} catch (e) { printf("ended by %s\\n", e) }')
		self.put('printf("%d %d %d %s %s\\n", x, y, i, p, q)')
		if self.r.random() < .04:
			self.put("if (%s) exit()" % self.int(2))
		return '{\n\tprintf("== %d\\n")\n%s\n}\n' % (self.n, "\n".join(self.lines))

	def text(self):
		return "probe begin(%d) %s" % (self.n, self.body(8).replace("@next@", "next"))

	def handler(self):
		self.kind, self.where = pick_points(self.r)
		if not WITH_LATE:
			for table in ("ints", "strings", "statements", "nested", "asks"):
				setattr(self, table, without_late(getattr(self, table)))
		self.code = self.body(5)
		return self

	def probe(self):
		points = ", ".join(self.points[self.kind] % f for f in self.where)
		ours = "if (pid() != target()) next\n\t" if "seek" in self.kind else ""
		return "probe %s %s" % (points, self.real(self.code.replace("{\n\t", "{\n\t" + ours, 1).replace("@next@", "next")))

	def function(self):
		code = self.code.replace("@next@", "return;")
		for place, name in zip(("@1@", "@2@", "@3@", "@4@"), ("n1", "n2", "s1", "s2")):
			code = code.replace(place, name)
		return "function handler%d(n1:long, n2:long, s1:string, s2:string) %s" % (self.n, code)

	def call(self, firing):
		return "handler%d(%d, %d, %s, %s)" % (self.n, *firing.numbers, quoted(firing.text), quoted(firing.point))

	@classmethod
	def replayed(cls, rnd, count, firings, model):
		handlers = [cls(rnd, n).handler() for n in range(count)]
		head = cls.head if WITH_LATE else "".join(l for l in cls.head.splitlines(True) if not LATE.search(l))
		text = head + "probe begin(-1) { %s }\n" % cls.some
		if not model:
			return text + "".join(h.probe() for h in handlers) + cls.tail
		text += "".join(h.function() for h in handlers)
		for n, firing in enumerate(firings):
			for h in handlers:
				if h.kind == firing.kind and firing.point in h.where:
					text += "probe begin(%d) { %s }\n" % (n, h.call(firing))
		return text + "probe begin(100000) { exit() }\n" + cls.tail

	@classmethod
	def whole(cls, seed, count):
		return super().whole(seed, count) + "probe begin(100000) { %s; exit() }\n" % cls.some

	# whatever a program does: each array is of one type
	some = 'w[1, "a", 1] = a[1] = b["a", 1] = 1; t[1] = "a"; rw[1] = 1; rt[1] <<< 1; v5[1, "a", 1, "b", 1] = 1; su["a"] <<< 1; sv[1, "a"] <<< 1; st <<< 1; t2["a", 1] = u2["a"] = "a"'

	tail = """probe error { printf("== error %d %d %s\\n", g0, g1, s0) }
probe end {
	printf("== end %d %d %s\\n", g0, g1, s0)
	foreach (k+ in a) printf("a %d %d\\n", k, a[k])
	foreach (v = [s+, k] in b limit 9) printf("b %s %d %d\\n", s, k, v)
	foreach ([s-, k] in b) printf("b %s %d\\n", s, k)
	foreach ([k, s, n] in w-) printf("w %d %s %d\\n", k, s, n)
	foreach (k+ in rw) printf("rw %d %d\\n", k, rw[k])
	foreach (k+ in rt) printf("rt %d %d %d\\n", k, @count(rt[k]), @sum(rt[k]))
	foreach ([k, s, n, u, m] in v5) v += v5[k, s, n, u, m] ^ strlen(s . u)
	println(v)
	foreach (q = k in t) printf("t %d %s\\n", k, q)
	foreach (k in t+) printf("t %d %s\\n", k, t[k])
	foreach ([s+, k] in t2) printf("t2 %s %d %s\\n", s, k, t2[s, k])
	foreach (s in u2-) printf("u2 %s\\n", u2[s])
	if (@count(st)) {
		printf("%d %d %d %d %d\\n", @count(st), @sum(st), @min(st), @max(st), @avg(st))	# @variance depends on CPUs
		print(@hist_log(st))
	}
	foreach (s+ in su) printf("su %s %d %d %d\\n", s, @count(su[s]), @sum(su[s]), @max(su[s]))
	foreach (s in su @sum-) printf("su %d\\n", @sum(su[s]))	# names of equal sums come in any order
	foreach ([n+, s] in sv limit 5) println(n)
	foreach ([n-, s] in sv[*, "a"]) { println(n, s); print(@hist_linear(sv[n, s], -10, 100, 20)) }
}
"""
