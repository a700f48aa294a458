"""gdb_places.py - run by gdb: what it shows of every variable at the places where sonde stopped

	PLACES=FILE gdb -batch -x gdb_places.py --args PROGRAM ARGS

FILE has a line for each hit of a probe, in order: address|function|NAME=VALUE... as $$vars$$ prints them. The
program runs once more here, with a breakpoint at each of these addresses, and every value is compared. Prints the
values that differ, and in the end how many were compared. Nothing that lies on the stack may move between the runs.
"""
import gdb, os, re

LEFT_OUT = "?"
CHARS = ("char", "signed char", "unsigned char")
ESCAPES = {7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r", 92: "\\\\", 39: "\\'"}


def text_of(pointer):
	if not int(pointer):
		return '""'			# as $$vars shows it
	try:
		return '"%s"' % pointer.string("latin-1")
	except (gdb.error, UnicodeDecodeError):
		return LEFT_OUT


def element(v):
	"""of an array or structure"""
	t = v.type.strip_typedefs()
	if t.code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
		return structure(v)
	if t.code == gdb.TYPE_CODE_ARRAY:
		return array(v)
	if t.code in (gdb.TYPE_CODE_REF, gdb.TYPE_CODE_RVALUE_REF):
		return element(v.referenced_value())
	return scalar(v)


def structure(v):
	parts, bases = [], []
	for f in v.type.strip_typedefs().fields():
		if not hasattr(f, "bitpos"):	# static: of the class, not of the value
			continue
		if f.is_base_class:		# behind the class's own
			bases.append(structure(v[f])[1:-1])
		elif f.name:
			parts.append(".%s=%s" % (f.name, element(v[f])))
		else:
			is_union = f.type.strip_typedefs().code == gdb.TYPE_CODE_UNION
			parts.append("<%s>=%s" % ("union" if is_union else "class", structure(v[f])))
	parts += bases
	return "{%s}" % ", ".join(p for p in parts if p)


def array(v):
	t = v.type.strip_typedefs()
	if t.target().strip_typedefs().sizeof == 1 and t.target().strip_typedefs().name in CHARS:
		return '"%s"' % v.string("latin-1", length=t.sizeof).split("\0")[0]
	low, high = t.range()
	return "[%s, ...]" % element(v[low])


def scalar(v):
	t = v.type.strip_typedefs()
	if t.code == gdb.TYPE_CODE_FLT:
		return LEFT_OUT			# $$vars has no form for them
	if t.code == gdb.TYPE_CODE_PTR:
		target = t.target().strip_typedefs()
		return text_of(v) if target.code == gdb.TYPE_CODE_INT and target.sizeof == 1 else "0x%x" % int(v)
	if t.code == gdb.TYPE_CODE_INT and t.sizeof == 1 and t.name in CHARS:
		c = int(v) & 255
		return "'%s'" % ESCAPES.get(c, chr(c) if 32 <= c < 127 else "\\%03o" % c)
	return "%d" % int(v)


def shown(v):
	t = v.type.strip_typedefs()
	if v.is_optimized_out:
		return LEFT_OUT
	if t.code in (gdb.TYPE_CODE_REF, gdb.TYPE_CODE_RVALUE_REF):
		v, t = v.referenced_value(), v.referenced_value().type.strip_typedefs()
	if t.code == gdb.TYPE_CODE_PTR and t.target().strip_typedefs().code in (gdb.TYPE_CODE_STRUCT, gdb.TYPE_CODE_UNION):
		return structure(v.dereference())
	if t.code == gdb.TYPE_CODE_PTR and t.target().strip_typedefs().code == gdb.TYPE_CODE_FUNC:
		return "<function>:" + element(v)
	return element(v)


def bare(name):
	"""without parameters"""
	while name.endswith(" const"):
		name = name[:-6]
	if not name.endswith(")"):
		return name
	depth = 0
	for i in range(len(name) - 1, -1, -1):
		depth += (name[i] == ")") - (name[i] == "(")
		if not depth:
			return name[:i]
	return name


def is_value(sym):
	is_label = sym.addr_class == gdb.SYMBOL_LOC_LABEL or not sym.type or sym.type.code == gdb.TYPE_CODE_VOID
	return not is_label and (sym.is_variable or sym.is_argument or sym.is_constant)


def variables(frame, function):
	"""of the innermost instance of a function around the place: name -> value; None: none is, but one may begin here"""
	block, found = gdb.block_for_pc(frame.pc()), {}
	while block and not block.is_global and not block.is_static:
		for sym in block:
			if is_value(sym) and sym.name not in found:
				try:
					found[sym.name] = shown(frame.read_var(sym, block))
				except gdb.error:
					found[sym.name] = LEFT_OUT
		if block.function:
			if bare(block.function.name) == function:
				return found
			found = {}
		block = block.superblock
	return None


def parse(line):
	"""NAME=VALUE ...: a value may have blanks within braces, brackets and quotes"""
	values, depth, quoted, start = {}, 0, False, 0
	for i, c in enumerate(line + " "):
		if c == '"':
			quoted = not quoted
		elif not quoted and c in "{[":
			depth += 1
		elif not quoted and c in "}]":
			depth -= 1
		elif c == " " and not depth and not quoted:
			name, sep, value = line[start:i].partition("=")
			if sep:
				values[name] = value
			start = i + 1
	return values


class Place(gdb.Breakpoint):
	def __init__(self, addr, functions):
		super().__init__("*0x%x" % addr, internal=True)
		self.addr, self.functions = addr, functions

	def stop(self):
		frame = gdb.newest_frame()
		while frame.type() == gdb.INLINE_FRAME:
			frame = frame.older()
		for function in self.functions:
			values = variables(frame, function)
			HITS.setdefault((self.addr, function), []).append(values)
			for name, value in (values or {}).items():
				SEEN.setdefault((function, name), set()).add(value)
		return False


HITS = {}				# (address, function) -> values at each hit
SEEN = {}				# (function, variable) -> every value that it was seen with


def is_out(a, b):
	"""of a structure that lies in pieces some may be gone: gdb shows none then; a text may have no address"""
	if a != LEFT_OUT:
		return b == LEFT_OUT and LEFT_OUT in (a or "")
	return b in (LEFT_OUT, '""') or (b or "").startswith("{") and not re.search("=[^?{]", b)


def main():
	theirs = {}
	for line in open(os.environ["PLACES"], encoding="latin-1"):
		addr, function, rest = (line.rstrip("\n") + "|").split("|", 2)
		theirs.setdefault((int(addr, 16), function), []).append(parse(rest.rstrip("|")))
	for command in ("set pagination off", "set confirm off", "set startup-with-shell off", "unset environment LINES",
			"unset environment COLUMNS", "set print entry-values no"):
		gdb.execute(command)
	for addr in {a for a, _ in theirs}:
		Place(addr, [f for a, f in theirs if a == addr])
	gdb.execute("run", to_string=True)
	equal = out = ours_only = 0
	for place, hits in sorted(theirs.items()):
		mine = HITS.get(place, [])
		each = len(hits) // len(mine) if mine else 0	# probes of several lines may share an address
		if not mine or each * len(mine) != len(hits):
			print("0x%x %s: %d hits, gdb stopped %d times" % (*place, len(hits), len(mine)))
			continue
		for i, values in enumerate(hits):
			if mine[i // each] is None:
				continue
			for name in sorted(set(values) | set(mine[i // each])):
				a, b = values.get(name), mine[i // each].get(name)
				if is_out(a, b):
					out += 1
				elif a == b:
					equal += 1
				elif b == LEFT_OUT and a in SEEN[place[1], name]:
					ours_only += 1	# a parameter that was saved at the entry
				else:
					print("0x%x %s hit %d: %s is %s, gdb shows %s" % (*place, i, name, a, b))
	print("places %d equal %d out %d only sonde %d" % (len(theirs), equal, out, ours_only))


main()
