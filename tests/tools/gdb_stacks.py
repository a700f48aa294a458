"""gdb_stacks.py - run by gdb: its backtrace at the places where sonde took a stack

	STACKS=FILE gdb -batch -x gdb_stacks.py --args PROGRAM ARGS

FILE has a line for each hit of a probe, in order: the addresses of its frames, the probe's own first. The program runs
once more here with a breakpoint at each first address. Prints the stacks that differ, and how many frames were equal.
Nothing may be loaded elsewhere in the two runs.
"""
import gdb, os

STACKS = []


class Place(gdb.Breakpoint):
	def __init__(self, addr):
		super().__init__("*0x%x" % addr, internal=True)

	def stop(self):
		frame, pcs = gdb.newest_frame(), []
		while frame:
			if frame.type() not in (gdb.INLINE_FRAME, gdb.TAILCALL_FRAME):	# have none of their own
				pcs.append(frame.pc())
			frame = frame.older()
		STACKS.append(pcs)
		return False


def text(pcs):
	return " ".join("%x" % pc for pc in pcs)


def main():
	with open(os.environ["STACKS"]) as f:
		theirs = [[int(w, 16) for w in line.split()] for line in f if line.strip()]
	for command in ("set pagination off", "set confirm off", "set startup-with-shell off", "unset environment LINES",
			"unset environment COLUMNS", "unset environment STACKS", "set backtrace past-main on",
			"set backtrace past-entry on", "handle all nostop noprint pass"):
		gdb.execute(command, to_string=True)
	gdb.execute("starti", to_string=True)	# so that addresses are those of the run
	for addr in {s[0] for s in theirs}:
		Place(addr)
	gdb.execute("continue", to_string=True)
	equal = 0
	for i in range(max(len(theirs), len(STACKS))):
		a = theirs[i] if i < len(theirs) else []
		b = STACKS[i] if i < len(STACKS) else []
		if a == b:
			equal += len(a)
		else:
			print("stack %d: sonde %s" % (i, text(a)))
			print("stack %d: gdb   %s" % (i, text(b)))
	print("%d stacks, %d frames equal" % (len(theirs), equal))


main()
