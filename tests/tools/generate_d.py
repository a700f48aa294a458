"""generate_d - D's tables for tests/tools/generate; generate_common.py says what templates are"""
import random, re
from generate_common import Program
from generate_events import pick_points, quoted

TYPES = ["int8_t", "uint8_t", "int16_t", "uint16_t", "int32_t", "uint32_t", "int64_t", "uint64_t"]
MEMBERS = ["c", "us", "n", "l", "b3", "b7", "in.x", "in.y"]
VARIABLES = ["this->l{0-7}", "this->l{0-7}", "g{0-7}", "g{0-7}", "gs.{member}", "this->ts.{member}", "v[{0-7}]", "gw.{wide}",
	     "m[{0-2}][{0-3}]", "gu.{whole|low|bytes[1]|bytes[7]}"]
ELEMENTS = ["sa[{0-2}].{member}", "x4[(int){i.}, {q}, {0-2}, {i.}]", "m[{i} & 1][{i} & 3]", "gw.row[{i} & 3]", "a[{i.}]", "c[{q}]", "t[{q}, {0-2}]", "v[{i} & 7]", "a[t[{q}, {0-2}]]", "e[{0-2}, {q}, {0-2}]"]
JSON = ['"{ \\"a\\": 7, \\"b\\": { \\"c\\": \\"deep\\", \\"d\\": [ 1, -2, true ] } }"', '"{\\"l\\":[{\\"x\\":\\"q\\"},null,\\"two\\"],\\"a\\":\\"x\\\\\\"y\\"}"', '"{}"', '"{ \\"a\\": "']

# of a thread, which is one: in a model elements of arrays, which go away, too, when they are set to 0
SELF = ["self->n{0-3}", "self->n{0-3}", "self->m[{q}]"]
EVENT_HEAD = """#pragma D option quiet
#pragma D option nspec=40
struct both zeros;
"""
SELF_HEAD = """self int64_t n0; self int8_t n1; self uint32_t n2; self int n3; self string s0; self int64_t m[string]; self int p0;
"""
MODEL_HEAD = """int64_t self_n0[int]; int8_t self_n1[int]; uint32_t self_n2[int]; int self_n3[int]; string self_s0[int]; int64_t self_m[string]; int self_p0[int];
this int64_t e1; this int64_t e2; this string e3; this string e4; int said; this int64_t done; int64_t said1[int]; int64_t said2[int]; string said3[int];
"""
SOME = """BEGIN { @c[1] = count(); @z["", 1L, 2] = sum(1L); @q = quantize(1L); @sum0 = sum(5L); @max1["x"] = max(3L); @ln = lquantize(1, -100, 100, 25); }
BEGIN { @o[1, "", (char)1] = max(2L); @avg0 = avg(3L); @stddev1["x"] = stddev(9L); }
"""
TAIL = """END {
	printa(@q); printa("%%d %%@d\\n", @c); trunc(@z, 3);
%s}
"""
AFTER = ["\t%s\n" % a for a in (
	"clear(@c); printa(@c);", "trunc(@c, 2);", "trunc(@c, -2); printa(@c);", "trunc(@z);", "normalize(@sum0, 7); printa(@sum0);",
	"normalize(@z, 3); printa(@z); denormalize(@z);", 'printa("%s %d %d %@d|\\n", @z);', 'printa("%@x %@u %@8d\\n", @sum0);', "clear(@q); trunc(@q);",
	"printa(@max1); clear(@max1); printa(@max1);", "normalize(@q, 2);", 'printa("%@d\\n", @ln);', "clear(@ln);", 'printa("[%s] %@-9d|%@5d\\n", @max1, @stddev1);',
	'printa("%d %s %c %@d\\n", @o);', "denormalize(@avg0); printa(@avg0);", "trunc(@o, 1); normalize(@o, 10);",
	'printa("%@d %@d\\n", @sum0, @avg0);', 'printa("%s %@d %@d\\n", @max1, @stddev1);', "printa(@max1, @stddev1);", 'setopt("aggsortrev"); printa(@c);',
	'setopt("aggsortkey"); printa(@c); printa(@z);', 'setopt("aggsortpos", "1"); printa(@max1, @stddev1);', 'setopt("aggzoom"); printa(@q);', 'setopt("agghist"); printa(@c);',
	'setopt("aggpack"); printa(@q);', 'setopt("aggsortkeypos", "1"); printa(@z);', 'printa("%@08d|%@-8d|%@+d\\n", @sum0, @sum0, @sum0);')]


# a speculation that one clause begins, another adds to, a third ends; a model notes down what is added
SPECULATION = [
	("/!self->p0/ { self->p0 = speculation(); }", "/!self->p0/ { self->p0 = 1; said = 0; }"),
	("/self->p0/ { speculate(self->p0); printf(\"said %d %d %s\\n\", (int64_t)FIRST, (int64_t)SECOND, TEXT); }",
	 "/self->p0/ { said1[said] = FIRST; said2[said] = SECOND; said3[said] = strjoin(TEXT, \"\"); said++; }"),
	("/self->p0 && WHEN/ { commit(self->p0); self->p0 = 0; }",
	 "{ this->done = 0; }\nBEGIN /self->p0 && WHEN/ { this->done = said; self->p0 = 0; }\n" +
	 "".join('BEGIN /this->done > %d/ { printf("said %%d %%d %%s\\n", said1[%d], said2[%d], said3[%d]); }\n' % (n, n, n, n) for n in range(12))),
	("/self->p0 && WHEN/ { discard(self->p0); self->p0 = 0; }", "/self->p0 && WHEN/ { self->p0 = 0; }"),
]


class D(Program):
	"""
	this->: locals of a program; globals and arrays are shared. What is in the kernel only, as alloca()
	and self->, is left out: its clause would not move to user space, and leave its place in the order.
	"""
	# numbers, texts, what a clause calls @1@ .. @4@
	kinds = {
		"entry": (["((short)@1@)", "((unsigned char)@1@)", "((int)@2@)"], ["@3@", "@4@"], ["arg0", "arg1", "copyinstr(arg2)", "probefunc"]),
		"return": (["((short)@1@)", "((unsigned char)@1@)"], ["@4@"], ["arg1", "arg1", "probename", "probefunc"]),
		"mark": (["@1@", "((int)@2@)"], ["@3@", "@4@"], ["arg0", "arg1", "copyinstr(arg2)", "probename"]),
		"seek": (["@1@", "((int)@2@)"], ["@4@"], ["arg1", "arg2", "execname", "probefunc"]),
		"seek return": (["((int)@1@)", "((int)@2@)"], ["@4@"], ["arg0", "errno", "execname", "probefunc"]),
	}
	points = {
		"entry": "pid$target:replay:%s:entry", "return": "pid$target:replay:%s:return", "mark": "sondereplay$target:::%s",
		"seek": "syscall::%s:entry", "seek return": "syscall::%s:return",
	}
	operators = ["^^"]
	ints = [
		"(({type}){i})", "(({type}){i})", "(({type}){i})", "index({s}, {s.})", "rindex({s}, {s.})", "index({s}, {s.}, {-2-6})",
		"rindex({s}, {s.}, {-2-9})", "strtoll({s})", "strtoll({s}, {8|10|16|2|36})", "(g{0-7}++)", "(--this->l{0-7})", "(g3 += {i})",
		"(this->l{0-7} = {i})", "(gs.{member} = {i})", "({i.}, {i})", "sizeof({n})", "sizeof(this->ts)",
		"{element}", "{element}", "sq[{i}]", "mix[{i}, {i.}]", "this->p[0]",
		"htons({i})", "ntohl({i})", "htonll({i})", "getmajor({i})", "getminor({i})", "{RED|GREEN|BLUE}", "'{A|z|0|xy}'",
		"({element}++)", "(--{element})", "({element} += {i.})", "(gs.{member}++)", "(--this->ts.{member})", "(gs.b3 {+|-|^}= {i})",
		"({s} == NULL)", "htonl({i})", "ntohs({i})", "ntohll({i})", "(s0 != NULL ? {i} : {i.})", "({hex} {op} {i})", "({i} {op} {hex})",
		"(({type}){i} {op} ({type}){i})", "(({type}){i} {/|%} (({type}){i} | 1))", "twice[{i}]",
		"sizeof(struct both)", "sizeof(gw.row)", "sizeof(m)", "strlen(json({json}, {q}))", "strlen(probename)",
		"({i} == NULL)", "offsetof(struct both, {c|us|l})", "{s0|this->p|this->q}[{0-9} * 0]", "({c} ? {i} : {c} ? {i.} : {i})", "({s} {==|!=|<|>=} {q})",
		"(0x8000000000000000 {op} {i})", "((-9223372036854775807 - 1) {op} {i})", "(({type}){i} {<<|>>} {0-70})", "({i.}, {i.}, {i})", "tb.{member}",
		"(g{0-7} {+|-|*|^}= (g{0-7} {+|-}= {i.}))", "(this->l{0-7} {+|-}= this->l{0-7}++)", "({element} {+|-|^}= {element}++)", "sizeof(({type}){i.})",
		"(({s} < {s}) ^^ ({i} {<|>} {i}))", "gu.bytes[{i} & 7]", "gu.low", "tt.{word|half[0]|half[1]}", "strlen(strjoin({s}, {s}))",
	]
	strings = [
		"strjoin({s}, {s})", "lltostr({i})", "lltostr({i}, {8|10|16|2|36})", "substr({s}, {-4-6}, {-3-9})", "substr({s}, {-4-6})",
		"{basename|dirname|toupper|tolower|cleanpath}({s})", "{strchr|strrchr}({s}, '{a|b|0|/}')", "strstr({s}, {q})",
		"strtok({s}, {separators})", "w[{0-2}]", "gs.name", "(this->p = {s})", "substr({s}, {i.}, {i.})",
		"json({json}, {jkey})", "json({s}, {q})", "sa[{0-2}].name", "(w[{0-2}] = {s})", "(s0 = {s})", "(this->q = {s})", "this->q", "(string){s.}",
		"strjoin(this->p, (this->p = {s}))", "strjoin({s}, strjoin({s.}, {s.}))", "probename", "probefunc", "substr(strjoin({s}, {s}), {0-9}, {0-9})",
		"inline_name[{i}]", "stringof({s.})", "strstr({s}, {s.})", "strtok(NULL, {separators})", "({c} ? {s} : {c} ? {s.} : {q})", "tb.name", "lltostr({i}, {2-36})",
		"substr({s}, strlen({s.}))", "strjoin(lltostr({i}), {s})",
	]
	statements = [
		"{variable} {=|=|=|=|+=|-=|*=|^=|&=|<<=|>>=} {i};", "{variable} = {i};", "g{0-7} |= {i};", "{element} {=|=|+=|-=|^=} {i};",
		"g{0-7} {/|%}= {i} | 1;", "this->p = {s};", "{s0|w[0]|w[1]|w[2]|gs.name} = {s};", "t[{s}, {0-2}] = {i};",
		"this->ts = gs;", "gs = this->ts;", "strtok({s}, {separators});",
		"sa[{0-2}] = gs;", "gs = sa[{0-2}];", "sa[{0-2}].name = {s};", "this->ts = sa[{0-2}];", "gw = tw;", "tw = gw;",
		"a[{i.}] = 0;", "t[{s}, {0-2}] = 0;", "w[{0-2}] = NULL;", "this->q = {s};", "trace(gu);", "trace(gw.row);",
		"@c[(int){i}] = count();", "@o[(int){i.}, {s.}, (char){i}] = max({i});", "@qn[{q}] = quantize({i}, {-3-3});", "@ln = lquantize({i}, -100, 100, 25, {-2-2});",
		"@l2 = lquantize({i}, 10, 0x7fffff, 0xffff);", "@lln = llquantize({i}, 2, 0, 20, 4);",
		"@q = quantize({i});", "@q1[{s.}] = quantize({i}, {1-3});", "@l = lquantize({i}, 0, 100, 10);", "@l1[{0-2}] = lquantize({i}, -50, 50, 7);",
		"@ll = llquantize({i}, 10, 0, 6, 20);", "@ll1[{q}] = llquantize({i}, 2, 1, 9, 2, {1-2});", "@z[{s}, {i}, {0-3}] = sum({i});",
		"g{0-7}{++|--};", "{++|--}this->l{0-7};", "{element}{++|--};", "tb = gs;", "tb.in = gs.in;", "sa[{0-2}].in.x = {i};", "gs = tb;", "tb.{member} {=|+=|-=|^=} {i};",
		"trace(gs);", "trace(this->ts);", "trace(gw);", "tt.{word|half[0]|half[1]} {=|+=|<<=} {i};", "trace(tt);",
		"@k3[(uint8_t){i}, (int16_t){i}, {s.}] = sum({i});", "@k4[(int64_t){i}, (int){i.}, {s}, {s.}] = count();", "@z[{s.}, (int64_t){i.}, 2] = sum({i});", "this->p = NULL;",
		"trace({i});", "trace({s});", "trace(({type}){i});", "trace({variable});",
		"printf({format});", "printf({format});", "printf({format});", "printf({format});",
		'printf("%d %s %x %u|%5d|%-8s|%08x\\n", {i}, {s}, {i}, {i}, {i.}, {s.}, {i});',
	]
	# the key is part of the name: each has one signature
	statements += ["@%s%d%s = %s(%s);" % (fn, n, key, fn, "{i}" if fn != "count" else "")
		       for fn in ("count", "sum", "min", "max", "avg", "stddev") for n, key in enumerate(("", "[{s}]", "[{i}, {s.}]"))]
	nested = ["if ({c}) {{block}}", "if ({c}) {{block}} else {{block}}", "if ({c}) {{block}} else if ({c}) {{block}}",
		  "if ({s} == {s}) {{block}} else if ({s} {<|>=} {s}) {{block}} else if ({c}) {{block}} else {{block}}"]
	conversions = [("%%%s%s%s" % (flag, width, c), "{i}") for c in "diuxXo" for flag in ("", "-", "0", "+", " ", "#")
		       for width in ("", "7")]
	conversions += [("%%%s%s" % (size, c), "((%s){i})" % t) for c in "duxi"
			for size, t in (("h", "short"), ("hh", "char"), ("l", "int64_t"), ("ll", "uint64_t"))]
	conversions += [("%'d", "{i}"), ("%'u", "{i}"), ("%c", "{i}"), ("%-3c", "{32-126}"), ("%.0d", "{0-2}"),
			("%-20s", "{s}"), ("%-.2s", "{s}"), ("%#o", "{i}"), ("%#lx", "((int64_t){i})"), ("%+ld", "((int64_t){i})"), ("% llx", "((uint64_t){i})")]
	conversions += [("%s", "{s}")] * 20 + [("%-8s", "{s}"), ("%12s", "{s}"), ("%.3s", "{s}"), ("%9.2s", "{s}"), ("%*d", "{0-9} {i}"),
						("%c", "{32-126}"), ("%3c", "{32-126}"), ("%%", ""), ("%.5d", "{i}"), ("%8.3x", "{i}"),
						("%p", "{i}"), ("%S", "{s}"), ("%#-9x", "{i}"), ("%+5d", "{i}"), ("%-*s", "{0-9} {s}"), ("%.*s", "{0-9} {s}"),
						("%Y", "{0-2000000000}L"), ("%T", "{0-2000000000}L"), ("%*.*d", "{0-9} {0-5} {i}"), ("%08.3d", "{i}")]
	head = "".join("%s g%d;\n" % (t, i) for i, t in enumerate(TYPES)) + "".join("this %s l%d;\n" % (t, i) for i, t in enumerate(TYPES))
	head += """enum color { RED = -1, GREEN = 3, BLUE };
struct inner { int16_t x; uint8_t y; };
struct both { int8_t c; uint16_t us; int n; int64_t l; int b3 : 3; unsigned int b7 : 7; struct inner in; string name; };
struct wide { char tag; int64_t w; int32_t row[4]; unsigned long long big : 40; signed char tiny : 2; unsigned short mid : 9; };
union view { uint64_t whole; uint32_t low; uint8_t bytes[8]; };
typedef struct both both_t; both_t tb; typedef union { uint32_t word; short half[2]; } halves_t; halves_t tt;
struct both gs; this struct both ts; struct wide gw; struct wide tw; union view gu;
string s0; this string p; this string q;
struct both sa[int]; int64_t x4[int, string, uint8_t, int64_t]; short m[3][4];
int64_t t[string, int]; int64_t a[int64_t]; uint8_t c[string]; string w[int]; int16_t e[int8_t, string, int]; int v[8];
inline int64_t sq[int x] = x * x; inline int32_t mix[int64_t a, int64_t b] = a > b ? a ^ b : b - a;
inline int64_t twice[uint16_t n] = n + n;
inline string inline_name[int n] = n > 3 ? "many" : lltostr(n);
"""

	def place_type(self, _):
		return self.r.choice(TYPES + ["char", "short", "int", "long", "unsigned char", "unsigned", "unsigned long long"])

	def place_member(self, _):
		return self.r.choice(MEMBERS)

	def place_separators(self, _):
		return self.pick('","', '"/"', '" ,"', '"b-"')

	def place_wide(self, _):
		return self.pick("tag", "w", "row[0]", "row[3]", "big", "tiny", "mid")

	def place_hex(self, _):
		return self.pick("0x%x" % self.r.getrandbits(self.pick(8, 32, 64)), "0%o" % self.r.getrandbits(20), "%dU" % self.r.getrandbits(32),
				 "%dL" % self.r.getrandbits(40), "0x%xUL" % self.r.getrandbits(64), "'\\%o'" % self.r.getrandbits(7), "sizeof(long)")

	def place_json(self, _):
		return self.r.choice(JSON)

	def place_jkey(self, _):
		return self.pick('"a"', '"b.c"', '"b.d[1]"', '"l[2]"', '"l[0].x"', '"zz"', '"a.b"', '""')

	def place_variable(self, _):
		return self.fill(self.r.choice(VARIABLES + (SELF if self.kind else [])), 0)

	def place_element(self, level):
		return self.fill(self.r.choice(ELEMENTS), min(level, 1))

	def place_var(self, _):
		return self.fill(self.pick("{variable}", "{variable}", "a[{n}]", "c[{q}]", "t[{q}, {0-2}]"), 0)

	def place_text(self, _):
		return self.pick("this->p", "s0", *(['(self->s0 != NULL ? self->s0 : "none")'] if self.kind else []))

	def body(self, n):
		self.lines = []
		for _ in range(n):
			self.stmt(2)
		if self.r.random() < .04:
			self.put("if (%s) { exit(%d); }" % (self.int(2), self.r.randrange(4)))
		return '{\n\tprintf("== %d\\n");\n%s\n}\n' % (self.n, "\n".join(self.lines))

	def clause(self, when, n):
		return "BEGIN%s %s" % (when, self.body(n))

	def text(self):
		first = self.fill('this->l0 = {n}; this->l7 = {n}; this->p = {q}; this->q = {q};', 0)
		return "BEGIN { %s }\n" % first + self.clause("", 4) + self.clause(self.fill("\n/{c}/\n", 2), 4)

	tail = ""

	def handler(self):
		self.kind, self.where = pick_points(self.r)
		self.guard = self.fill("{c}", 2) if self.r.random() < .4 else ""
		self.ints, self.strings = [[row for row in table if "probe" not in row and "NULL," not in row] for table in (self.ints, self.strings)]
		self.strings = self.strings + ["self->s0", "(self->s0 = {s})"]
		self.statements = self.statements + ["self->s0 = {s};", "self->s0 = NULL;", "self->m[{s}] {=|+=|-=} {i};"] * 2
		self.code = self.body(3)
		return self

	also = ""

	def speculate(self, row):
		self.also, self.model_also = [self.speculates(text) for text in row]

	def speculates(self, text):
		"""the same for both texts of a pair: whatever is chosen depends on the handler only"""
		rnd, self.r = self.r, random.Random("%d %s" % (self.n, self.code))
		for word, template in (("FIRST", "{i.}"), ("SECOND", "{i}"), ("TEXT", "{s}"), ("WHEN", "{c}")):
			text = text.replace(word, self.fill(template, 1))
		self.r = rnd
		return text

	def probe(self):
		points = ",".join(self.points[self.kind] % f for f in self.where)
		guard = " && ".join(["pid == $target"] * ("seek" in self.kind) + ["(%s)" % self.guard] * bool(self.guard))
		text = "%s%s\n%s" % (points, "\n/%s/" % guard if guard else "", self.code)
		if self.also:
			text += "%s\n%s\n" % (points, self.also.replace("/", "/pid == $target && ", 1) if "seek" in self.kind else self.also)
		return self.real(text)

	def model(self, never=False):
		"""never: only that aggregations are known, and shown, in the order in which the handlers name them"""
		guard = "0" if never else self.guard
		text = "BEGIN%s\n%s" % ("\n/%s/" % guard if guard else "", self.code)
		if self.also and not never:
			text += "BEGIN\n%s\n" % self.model_also
		for place, name in zip(("@1@", "@2@", "@3@", "@4@"), ("this->e1", "this->e2", "this->e3", "this->e4")):
			text = text.replace(place, name)
		return text

	@staticmethod
	def without_self(text):
		return re.sub(r"\bself->m\[", "self_m[", re.sub(r"\bself->([nsp])(\d)", r"self_\1\2[0]", text))

	@classmethod
	def last(cls, seed):
		"""what empties and shows comes last: from the kernel it is carried out behind all that counts"""
		p = cls(random.Random(-seed), 0)
		last = "".join(p.r.sample(AFTER, p.r.randint(2, len(AFTER))))
		error = p.pick("", "", 'ERROR { printf("%s %d %d\\n", probename, arg4, arg3); }\n')
		return error + TAIL % last

	@classmethod
	def whole(cls, seed, count):
		return super().whole(seed, count) + SOME + "BEGIN { exit(0); }\n" + cls.last(seed)

	@classmethod
	def replayed(cls, rnd, count, firings, model):
		handlers = [cls(rnd, n).handler() for n in range(count)]
		if rnd.random() < .5:
			for h, row in zip(rnd.sample(handlers, 3), (*SPECULATION[:2], rnd.choice(SPECULATION[2:]))):
				h.speculate(row)
		last = cls.last(rnd.randrange(2 ** 30))
		clean = "this->ts = zeros; %s this->p = this->q = \"\";" % " ".join("this->l%d = 0;" % n for n in range(8))
		text = cls.head + EVENT_HEAD + (MODEL_HEAD if model else SELF_HEAD) + SOME
		if not model:
			points = [cls.points[kind] % f for kind in ("entry", "return") for f in ("one", "two", "three")]
			points += [cls.points["mark"] % "seen", "syscall::lseek:entry", "syscall::lseek:return"]
			text += "%s\n/pid == $target/\n{ %s }\n" % (",\n".join(points), clean)
			return text + "".join(h.probe() for h in handlers) + last
		text += "".join(h.model(never=True) for h in handlers)
		for firing in firings:
			names = [firing.text, firing.point]
			if firing.kind == "return":
				names[0] = "return"
			text += "BEGIN { %s this->e1 = %dL; this->e2 = %dL; this->e3 = %s; this->e4 = %s; }\n" % (clean, *firing.numbers, quoted(names[0]), quoted(names[1]))
			text += "".join(h.model() for h in handlers if h.kind == firing.kind and firing.point in h.where)
		return cls.without_self(text) + "BEGIN { exit(0); }\n" + last
