"""generate_d - D's tables for tests/tools/generate; generate_common.py says what templates are"""
from generate_common import Program

TYPES = ["int8_t", "uint8_t", "int16_t", "uint16_t", "int32_t", "uint32_t", "int64_t", "uint64_t"]
MEMBERS = ["c", "us", "n", "l", "b3", "b7", "in.x", "in.y"]
VARIABLES = ["this->l{0-7}", "this->l{0-7}", "g{0-7}", "g{0-7}", "gs.{member}", "this->ts.{member}", "v[{0-7}]"]
ELEMENTS = ["a[{i.}]", "c[{q}]", "t[{q}, {0-2}]", "v[{i} & 7]", "a[t[{q}, {0-2}]]", "e[{0-2}, {q}, {0-2}]"]


class D(Program):
	"""
	this->: locals of a program; globals and arrays are shared. What is in the kernel only, as alloca()
	and self->, is left out: its clause would not move to user space, and leave its place in the order.
	"""
	operators = ["^^"]
	ints = [
		"(({type}){i})", "(({type}){i})", "(({type}){i})", "index({s}, {s.})", "rindex({s}, {s.})", "index({s}, {s.}, {-2-6})",
		"rindex({s}, {s.}, {-2-9})", "strtoll({s})", "strtoll({s}, {8|10|16|2|36})", "(g{0-7}++)", "(--this->l{0-7})", "(g3 += {i})",
		"(this->l{0-7} = {i})", "(gs.{member} = {i})", "({i.}, {i})", "sizeof({i.})", "sizeof(this->ts)",
		"{element}", "{element}", "sq[{i}]", "mix[{i}, {i.}]", "this->p[0]",
		"htons({i})", "ntohl({i})", "htonll({i})", "getmajor({i})", "getminor({i})", "{RED|GREEN|BLUE}", "'{A|z|0|xy}'",
		"({i} == NULL)", "offsetof(struct both, {c|us|l})",
	]
	strings = [
		"strjoin({s}, {s})", "lltostr({i})", "lltostr({i}, {8|10|16|2|36})", "substr({s}, {-4-6}, {-3-9})", "substr({s}, {-4-6})",
		"{basename|dirname|toupper|tolower|cleanpath}({s})", "{strchr|strrchr}({s}, '{a|b|0|/}')", "strstr({s}, {q})",
		"strtok({s}, {separators})", "w[{0-2}]", "gs.name", "(this->p = {s})", "substr({s}, {i.}, {i.})",
		"inline_name[{i}]", "stringof({s.})",
	]
	statements = [
		"{variable} {=|=|=|=|+=|-=|*=|^=|&=|<<=|>>=} {i};", "{variable} = {i};", "g{0-7} |= {i};", "{element} {=|=|+=|-=|^=} {i};",
		"g{0-7} {/|%}= {i} | 1;", "this->p = {s};", "{s0|w[0]|w[1]|w[2]|gs.name} = {s};", "t[{s}, {0-2}] = {i};",
		"this->ts = gs;", "gs = this->ts;", "strtok({s}, {separators});",
		"@c[(int){i}] = count();",
		"@q = quantize({i});", "@q1[{s.}] = quantize({i}, {1-3});", "@l = lquantize({i}, 0, 100, 10);", "@l1[{0-2}] = lquantize({i}, -50, 50, 7);",
		"@ll = llquantize({i}, 10, 0, 6, 20);", "@ll1[{q}] = llquantize({i}, 2, 1, 9, 2, {1-2});", "@z[{s}, {i}, {0-3}] = sum({i});",
		"trace({i});", "trace({s});", "trace(({type}){i});", "trace({variable});",
		"printf({format});", "printf({format});", "printf({format});", "printf({format});",
		'printf("%d %s %x %u|%5d|%-8s|%08x\\n", {i}, {s}, {i}, {i}, {i.}, {s.}, {i});',
	]
	# the key is part of the name: each has one signature
	statements += ["@%s%d%s = %s(%s);" % (fn, n, key, fn, "{i}" if fn != "count" else "")
		       for fn in ("count", "sum", "min", "max", "avg", "stddev") for n, key in enumerate(("", "[{s}]", "[{i}, {s.}]"))]
	nested = ["if ({c}) {{block}}", "if ({c}) {{block}} else {{block}}", "if ({c}) {{block}} else if ({c}) {{block}}"]
	conversions = [("%%%s%s%s" % (flag, width, c), "{i}") for c in "diuxXo" for flag in ("", "-", "0", "+", " ", "#")
		       for width in ("", "7")]
	conversions += [("%%%s%s" % (size, c), "((%s){i})" % t) for c in "duxi"
			for size, t in (("h", "short"), ("hh", "char"), ("l", "int64_t"), ("ll", "uint64_t"))]
	conversions += [("%s", "{s}")] * 20 + [("%-8s", "{s}"), ("%12s", "{s}"), ("%.3s", "{s}"), ("%9.2s", "{s}"), ("%*d", "{0-9} {i}"),
						("%c", "{32-126}"), ("%3c", "{32-126}"), ("%%", ""), ("%.5d", "{i}"), ("%8.3x", "{i}"),
						("%p", "{i}"), ("%S", "{s}")]
	head = "".join("%s g%d;\n" % (t, i) for i, t in enumerate(TYPES)) + "".join("this %s l%d;\n" % (t, i) for i, t in enumerate(TYPES))
	head += """enum color { RED = -1, GREEN = 3, BLUE };
struct inner { int16_t x; uint8_t y; };
struct both { int8_t c; uint16_t us; int n; int64_t l; int b3 : 3; unsigned int b7 : 7; struct inner in; string name; };
struct both gs; this struct both ts;
string s0; this string p;
int64_t t[string, int]; int64_t a[int64_t]; uint8_t c[string]; string w[int]; int16_t e[int8_t, string, int]; int v[8];
inline int64_t sq[int x] = x * x; inline int32_t mix[int64_t a, int64_t b] = a > b ? a ^ b : b - a;
inline string inline_name[int n] = n > 3 ? "many" : lltostr(n);
"""

	def place_type(self, _):
		return self.r.choice(TYPES + ["char", "short", "int", "long", "unsigned char", "unsigned", "unsigned long long"])

	def place_member(self, _):
		return self.r.choice(MEMBERS)

	def place_separators(self, _):
		return self.pick('","', '"/"', '" ,"', '"b-"')

	def place_variable(self, _):
		return self.fill(self.r.choice(VARIABLES), 0)

	def place_element(self, level):
		return self.fill(self.r.choice(ELEMENTS), min(level, 1))

	def place_var(self, _):
		return self.fill(self.pick("{variable}", "{variable}", "a[{n}]", "c[{q}]", "t[{q}, {0-2}]"), 0)

	def place_text(self, _):
		return self.pick("this->p", "s0")

	def clause(self, when, n):
		self.lines = []
		for _ in range(n):
			self.stmt(2)
		return 'BEGIN%s {\n\tprintf("== %d\\n");\n%s\n}\n' % (when, self.n, "\n".join(self.lines))

	def text(self):
		first = self.fill('this->l0 = {n}; this->l7 = {n}; this->p = {q};', 0)
		return "BEGIN { %s }\n" % first + self.clause("", 4) + self.clause(self.fill("\n/{c}/\n", 2), 4)

	tail = "BEGIN { @c[1] = count(); @z[\"\", 1L, 2] = sum(1L); @q = quantize(1L); exit(0); }\n"
	tail += "END { printa(@q); printa(\"%d %@d\\n\", @c); trunc(@z, 3); }\n"
