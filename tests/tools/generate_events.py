"""generate_events - what tests/triggers/replay is told to do, and which probes that fires with which values"""

FUNCTIONS = ["one", "two", "three"]
WORDS = ["", "a", "abc", "hello world", "-12", "x/y/z", "7", "\xff\x01z", "0123456789abcdefghij", "b"]
NUMBERS = [0, 1, -1, 2, 3, 5, 7, 10, 100, 127, 128, 255, 256, 32767, 32768, -32768, 65535, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 63 - 1, -2 ** 63]


def cut(n, bits, signed=True):
	n &= 2 ** bits - 1
	return n - 2 ** bits if signed and n >> (bits - 1) else n


# function: what its arguments and its result are of the numbers that it is told
TYPES = {
	"one": (lambda a: cut(a, 64), lambda b: cut(b, 32), lambda a, b: cut(a ^ b, 64)),
	"two": (lambda a: cut(a, 8, False), lambda b: cut(b, 32, False), lambda a, b: cut(a - b, 32)),
	"three": (lambda a: cut(a, 16), lambda b: cut(b, 64, False), lambda a, b: cut(a + b, 16)),
}


class Call:
	def __init__(self, rnd, depth):
		self.depth, self.inside = depth, []
		self.what = rnd.choice(FUNCTIONS * 2 + ["mark", "seek"])
		self.a, self.b, self.text = rnd.choice(NUMBERS), rnd.choice(NUMBERS), rnd.choice(WORDS)
		if rnd.random() < .5:
			self.a, self.b = rnd.randint(-9, 9), rnd.randint(0, 9)

	def word(self):
		return "%d:%s:%d:%d:%s" % (self.depth, self.what, self.a, self.b, self.text.encode("latin-1").hex())


class Firing:
	"""kind: entry, return (of a function), mark, seek, seek return; what its handlers see"""
	def __init__(self, kind, point, numbers, text):
		self.kind, self.point, self.numbers, self.text = kind, point, numbers, text


def make_calls(rnd, count):
	"""calls in their order, each as deep as it says"""
	calls, depth = [], 0
	for _ in range(count):
		calls.append(Call(rnd, depth))
		deeper = calls[-1].what in FUNCTIONS and rnd.random() < .4
		depth = depth + 1 if deeper else rnd.randint(0, depth)
	return calls


def firings(calls):
	out, inside = [], []

	def leave(depth):
		while inside and inside[-1].depth >= depth:
			c = inside.pop()
			first, second, result = TYPES[c.what]
			a = first(c.a)
			out.append(Firing("return", c.what, [result(a, second(c.b)) if c.text else a, a], c.text))

	for c in calls:
		leave(c.depth)
		if c.what == "mark":
			out.append(Firing("mark", "seen", [c.a, cut(c.b, 32)], c.text))
		elif c.what == "seek":
			out.append(Firing("seek", "lseek", [c.a, cut(c.b, 32)], ""))
			out.append(Firing("seek return", "lseek", [-9, 9], ""))
		else:
			first, second, _ = TYPES[c.what]
			out.append(Firing("entry", c.what, [first(c.a), second(c.b)], c.text))
			inside.append(c)
	leave(0)
	return out


def pick_points(rnd):
	"""where a handler fires: a kind of firing, and which functions"""
	kind = rnd.choice(["entry"] * 4 + ["return"] * 3 + ["mark", "seek", "seek return"])
	if kind in ("entry", "return"):
		return kind, [f for f in FUNCTIONS if rnd.random() < .7] or ["one"]
	return kind, ["seen" if kind == "mark" else "lseek"]


def quoted(text):
	return '"%s"' % "".join(c if " " <= c < "\x7f" and c not in '"\\' else "\\%03o" % ord(c) for c in text)
