"""generate_stap - SystemTap's tables for tests/tools/generate; generate_common.py says what templates are"""
from generate_common import Program

REGEXES = ["a", "^a.*c$", "[0-9]+", "(x)/(y)", "^$", "[^a-z]", "o w", "(a|b)+c?", "-?[0-9]{1,2}", "^.{3}$"]
ARRAYS = ["a[{i}]", "a[{i.}]", "b[{s.}, {i.}]", "a[b[{s.}, {i.}]]", "w[{i.}, {s.}, {i.}]"]


class Stap(Program):
	"""globals are shared by all programs, locals are not"""
	operators = [">>>", "<<", ">>"]
	ints = [
		"f0({i}, {i})", "f2({s})", "f5({i}, {s.})", "isinstr({s}, {s.})", "strtol({s}, {8|10|16|0})", "strpos({s}, {s.})",
		"isdigit({s})", "stringat({s}, {-1-6})", "({i.} in a)", "([{s.}, {i.}] in b)", "({s} {=~|!~} {regex})",
		"(x++)", "(++y)", "(g0--)", "(a[{i.}]++)", "(--w[{i.}, {s.}, 1])", "(x += {i})", "(g1 = {i})", "(y {-|^|>>|<<}= {i.})",
		"big_endian{2|4|8}({i})", "little_endian{2|4|8}({i})", "MAJOR({i})", "MINOR({i})", "strlen({text} . {s})",
		"({s} . {s.} == {s})", "{array}", "ack({0-2}, {0-3})",
	]
	strings = [
		"({s} . {s})", "({s} . {s})", "sprint({i})", "sprint({i}, {s}, {i.})", "sprintd({q}, {i}, {s})", "sprintf({format})",
		"substr({s}, {0|1|3}, {0-11})", "substr({s}, {i.}, {i.})", "f1({s}, {i})", "f3({i})", "f6({s}, {-2-4})",
		"str_replace({s}, {q}, {s.})", "text_str({s})", "text_strn({s}, {0-12}, {0|1})", "string_quoted({s})",
		"tokenize({s}, {separators})", "errno_str({i.})", "bytes_to_string({i})", "t[{i.}]",
	]
	statements = [
		"{x|y|i|g0|g1} {=|=|+=|-=|*=|^=|&=|<<=|>>=} {i}", "{x|g0|g1} |= {i}", "{x|y|i|g0|g1} = {i}", "{array} {=|=|+=|-=|^=} {i}",
		"{p|q|s0} {=|=|.=} {s}", "t[{i.}] {=|.=} {s}", "b[{s}, {i.}] = {i}", "st <<< {i}", "su[{s.}] <<< {i}", "sv[{i.}, {s.}] <<< {i}",
		"delete {g0|p|t|x}", "delete a[{i}]", "delete b[{s.}, {i.}]", "delete w[{0-3}, {s.}, 1]", "delete su[{s.}]",
		"f4({i})", "f7({i}, {s})",
		"printf({format})", "printf({format})", "printf({format})", "println({i}, {s})", "printdln({q}, {s}, {i}, {i.})", "print({s}, {i})",
		'printf("%d %s %x %u|%5d|%-8s|%08x\\n", {i}, {s}, {i}, {i}, {i.}, {s.}, {i})',
	]
	nested = [
		"if ({c}) {{block}}", "if ({c}) {{block}} else {{block}}", "for ({k} = 0; {k} < {1-4}; {k}++) {{block}}",
		"{k} = {1-4} while ({k}-- > 0) {{block}}", "for ({k} = 3; {k} > 0; {k}--) { if ({c}) {break|continue} {block}}",
		'try {{block}} catch (e) { printf("caught %s\\n", e) }', "if ({c}) next",
		'try {{block} if ({c}) error("thrown " . {s}) } catch (e) { printf("caught %s\\n", e) }', "try {{block}} catch { x++ }",
		"foreach ({k} in a) { x += {k} ^ a[{k}] }", "foreach ([{k}, {k}n] in b) { y += strlen({k}) * {k}n }",
		"foreach (v = {k} in a) { x += v * 3 }",
	]
	conversions = [("%%%s%s%s" % (flag, width, c), "{i}") for c in "diuxXo" for flag in ("", "-", "0", "+", " ", "#")
		       for width in ("", "7")]
	conversions += [("%s", "{s}")] * 20 + [("%-8s", "{s}"), ("%12s", "{s}"), ("%.3s", "{s}"), ("%9.2s", "{s}"), ("%*d", "{0-9} {i}"),
						("%-*d", "{0-9} {i}"), ("%.*s", "{0-9} {s}"), ("%p", "{i}"), ("%c", "{32-126}"),
						("%#c", "{i}"), ("%3c", "{32-126}"), ("%%", ""), ("%.5d", "{i}"), ("%8.3x", "{i}")]
	head = """global g0, g1 = 5, s0, t, a, b, w, st, su, sv
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

	def text(self):
		self.put(self.fill('x = {n}; y = {n}; i = 1; p = {q}; q = "q"', 0))
		self.put("try {")
		for _ in range(8):
			self.stmt(2)
		self.put('} catch (e) { printf("ended by %s\\n", e) }')
		self.put('printf("%d %d %d %s %s\\n", x, y, i, p, q)')
		return 'probe begin(%d) {\n\tprintf("== %d\\n")\n%s\n}\n' % (self.n, self.n, "\n".join(self.lines))

	tail = """probe begin(100000) { exit() }
probe end {
	printf("== end %d %d %s\\n", g0, g1, s0)
	foreach (k+ in a) printf("a %d %d\\n", k, a[k])
	foreach (v = [s+, k] in b limit 9) printf("b %s %d %d\\n", s, k, v)
	foreach ([s-, k] in b) printf("b %s %d\\n", s, k)
	foreach ([k, s, n] in w-) printf("w %d %s %d\\n", k, s, n)
	foreach (q = k in t) printf("t %d %s\\n", k, q)
	foreach (k in t+) printf("t %d %s\\n", k, t[k])
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
