"""generate_common - templates filled at random; what the generators of both languages share

A program is of one of three forms. "begin": handlers that fire at the begin, each by itself. "events":
handlers of probes of tests/triggers/replay, which is to do what the form "command" says. "model": what
these handlers do when replay does that, as functions or clauses that the begin probe carries out; this
form runs in user space. What a handler sees of its firing is @1@ and @2@, numbers, @3@ and @4@, texts.

A template is text of a language with places in braces, which fill() replaces, each by itself:

	{i} {s} {c}	an integer, a string, a condition, one level simpler than what holds it
	{i.} {s.}	the same without operators: a variable or a literal
	{n} {q}		a literal: a number, a quoted word
	{LOW-HIGH}	a small number
	{k} {block}	in a statement: a name of its own; statements
	{a|b|c}		one of these words
	{NAME}		what the method place_NAME() of the language returns
"""
import random, re
import generate_events

NUMBERS = [0, 1, 2, 3, 7, 10, 31, 32, 63, 64, 127, 128, 255, 256, 1000, 32767, 32768, 65535, 65536, 2147483647,
	   2147483648, 4294967295, 4294967296, 9223372036854775807]
WORDS = ["", "a", "b", "abc", "Abd", "hello world", "7", "-12", "x/y/z", "0123456789abcdefghij", "/a/../b//c/.",
	 "%d", "tab\\t", "q\\\"q", "0x1f", "a,b,,c", " 42 ", "\\377\\001z"]
PLACE = re.compile(r"\{([^{}\s;]+)\}")

# what both languages write alike, by result; a row more often than once is chosen more often
INTS = ["({i} {op} {i})"] * 5 + [
	"{shift}", "{divide}", "({-|~|!}{i})", "({c} ? {i} : {i})", "({s} {==|!=|<|>=|<=|>} {s})", "strlen({s})",
]
STRINGS = ["({c} ? {s} : {s})"]
OPERATORS = ["+", "-", "*", "&", "|", "^", "<", "<=", ">", ">=", "==", "!=", "&&", "||", "+", "-", "<<", ">>"]


class Program:
	"""one handler; a subclass has the tables ints, strings, statements, nested and what places it names"""
	kind = None		# of an event's handler: what fires it

	def __init__(self, rnd, n):
		self.r, self.n, self.lines, self.depth, self.names = rnd, n, [], 1, 0

	def pick(self, *of):
		return self.r.choice(of)

	def put(self, text):
		self.lines.append("\t" * self.depth + text)

	def fill(self, template, level):
		return PLACE.sub(lambda m: self.place(m[1], level), template)

	def place(self, name, level):
		if name in ("i", "s", "c"):
			return {"i": self.int, "s": self.string, "c": self.int}[name](level - 1)
		if name in ("i.", "s."):
			return {"i.": self.int, "s.": self.string}[name](0)
		if name == "n":
			return self.number()
		if name == "q":
			return '"%s"' % self.r.choice(WORDS)
		if re.fullmatch(r"-?\d+-\d+", name):
			low, high = re.fullmatch(r"(-?\d+)-(\d+)", name).groups()
			return str(self.r.randint(int(low), int(high)))
		if hasattr(self, "place_" + name):
			return getattr(self, "place_" + name)(level)
		return self.r.choice(name.split("|"))

	def number(self):
		n = self.r.choice(NUMBERS)
		return str(n) if self.r.random() < 0.7 else "(-%d)" % n

	def place_op(self, _):
		return self.r.choice(OPERATORS + self.operators)

	def place_divide(self, level):	# mostly by something that is not 0
		by = self.int(level - 1)
		return self.fill("({i} {/|%%} %s)" % (by if self.r.random() < .05 else "(%s | 1)" % by), level)

	def place_shift(self, level):
		by = self.pick(str(self.r.randrange(70)), "(%s & 63)" % self.int(level - 1), self.int(level - 1))
		return self.fill("({i} {<<|>>} %s)" % by, level)

	def int(self, level):
		if level <= 0 or self.r.random() < .15:
			return self.fill(self.pick("{n}", "{var}", "{var}", *self.seen[0]), 0)
		return self.fill(self.r.choice(INTS + self.ints if self.r.random() < .6 else self.ints), level)

	def string(self, level):
		if level <= 0 or self.r.random() < .3:
			return self.fill(self.pick("{q}", "{text}", *self.seen[1]), 0)
		return self.fill(self.r.choice(STRINGS + self.strings), level)

	def place_format(self, _):
		"""a format with its arguments: conversions of the language's table"""
		form, args = "", ""
		for _ in range(self.r.randint(1, 5)):
			conversion, arg = self.r.choice(self.conversions)
			form += conversion + self.pick("", " ", "|", "x:")
			args += "".join(", " + self.fill(a, 2) for a in arg.split())
		return '"%s\\n"%s' % (form, args)

	def stmt(self, budget):
		rows = self.statements + (self.nested if budget > 0 else [])
		self.names += 1
		row = self.r.choice(rows).replace("{k}", "k%d_%d" % (self.n, self.names))
		for part in re.split(r"(\{block\})", self.fill(row, 3)):
			if part == "{block}":
				self.block(budget)
			else:
				self.put(part.strip())

	def place_block(self, _):
		return "{block}"

	def block(self, budget):
		self.depth += 1
		for _ in range(self.r.randint(1, max(1, budget))):
			self.stmt(budget - 1)
		self.depth -= 1

	@property
	def seen(self):
		"""templates: the numbers and texts that a firing brings"""
		return self.kinds[self.kind][:2] if self.kind else ([], [])

	def real(self, text):
		"""what stands for the firing, as its probe spells it"""
		for name, spelling in zip(("@1@", "@2@", "@3@", "@4@"), self.kinds[self.kind][2]):
			text = text.replace(name, spelling)
		return text

	@classmethod
	def whole(cls, seed, count):
		rnd = random.Random(seed)
		return cls.head + "".join(cls(rnd, n).text() for n in range(count)) + cls.tail

	@classmethod
	def whole_events(cls, seed, count, form):
		rnd = random.Random("events %d" % seed)
		calls = generate_events.make_calls(rnd, 3 * count)
		if form == "command":
			return "replay %s\n" % " ".join(c.word() for c in calls)
		return cls.replayed(rnd, count, generate_events.firings(calls), form == "model")
