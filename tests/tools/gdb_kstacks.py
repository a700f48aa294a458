"""gdb_kstacks.py - run by gdb: its backtrace of tasks that sleep in the kernel, beside the stacks that sonde took of them

	VMLINUX=FILE STACKS=FILE gdb -batch -nx -x gdb_kstacks.py

VMLINUX is the running kernel's with its debug info. STACKS has for each task a line "task PID ADDRESS", where ADDRESS is
that of its thread.sp, then the frames as stack() prints them, from schedule() on. The tasks are still asleep there, so
gdb finds the same frames in /proc/kcore. Prints the stacks that differ, and how many were equal.
"""
import gdb, os
from gdb.unwinder import Unwinder, register_unwinder

SAVED = ("r15", "r14", "r13", "r12", "rbx", "rbp", "rip")	# struct inactive_task_frame of arch/x86
ENTRY = "entry_SYSCALL_64"	# assembly without call frame information: the last frame


def word(addr):
	return int.from_bytes(gdb.selected_inferior().read_memory(addr, 8).tobytes(), "little")


class FrameId:
	def __init__(self, sp, pc):
		self.sp, self.pc = sp, pc


class Asleep(Unwinder):
	"""no thread of /proc/kcore has registers; a task that sleeps left its own at thread.sp"""
	def __init__(self):
		super().__init__("asleep")
		self.sp = 0

	def __call__(self, pending):
		if not self.sp or int(pending.read_register("rip")):
			return None
		kind = gdb.lookup_type("long")
		info = pending.create_unwind_info(FrameId(gdb.Value(self.sp), gdb.Value(0)))
		for n, name in enumerate(SAVED):
			info.add_saved_register(name, gdb.Value(word(self.sp + 8 * n)).cast(kind))
		info.add_saved_register("rsp", gdb.Value(self.sp + 8 * len(SAVED)).cast(kind))
		return info


def symbol(pc):
	return gdb.execute("info symbol 0x%x" % pc, to_string=True).split(" in section")[0]


def backtrace():
	"""addresses of the frames, from schedule() to the entry of the system call"""
	pcs, name, frame = [], "", gdb.newest_frame()
	while frame and not name.startswith(ENTRY):
		if frame.type() not in (gdb.INLINE_FRAME, gdb.TAILCALL_FRAME):	# have no address of their own
			name = symbol(frame.pc())
			pcs = [frame.pc()] if name.startswith("schedule +") else pcs + [frame.pc()]
		frame = frame.older()
	return pcs


def same(pc, name, symbols):
	"""is the address what stack() calls name+0xoffset? a name may be there more than once"""
	name, _, offset = name.partition("+")
	return any(addr + int(offset or "0", 16) == pc for addr in symbols.get(name, ()))


def read_stacks():
	tasks = []
	with open(os.environ["STACKS"]) as f:
		for line in f:
			if line.startswith("task "):
				tasks.append((line.split()[1], int(line.split()[2], 16), []))
			elif line.strip():
				tasks[-1][2].append(line.strip().split("`")[-1])
	return tasks


def read_symbols():
	symbols = {}
	with open("/proc/kallsyms") as f:
		for line in f:
			words = line.split()
			symbols.setdefault(words[2], []).append(int(words[0], 16))
	return symbols


def load(text):
	"""the kernel is not where it was linked to be"""
	gdb.execute("file " + os.environ["VMLINUX"], to_string=True)
	linked = int(gdb.parse_and_eval("(unsigned long)&_text"))
	gdb.execute("file", to_string=True)
	gdb.execute("symbol-file -o 0x%x %s" % (text - linked, os.environ["VMLINUX"]), to_string=True)
	gdb.execute("core-file /proc/kcore", to_string=True)


def main():
	for command in ("set pagination off", "set confirm off", "set backtrace past-main on", "set backtrace past-entry on"):
		gdb.execute(command, to_string=True)
	symbols = read_symbols()
	load(symbols["_text"][0])
	asleep = Asleep()
	register_unwinder(None, asleep)
	equal = []
	for pid, at, names in read_stacks():
		asleep.sp = word(at)
		gdb.invalidate_cached_frames()
		pcs = backtrace()
		# stack() was taken where schedule() begins, gdb stands where it calls on
		if len(pcs) == len(names) and all(same(*pair, symbols) for pair in list(zip(pcs, names))[1:]):
			equal.append(len(pcs))
		else:
			print("task %s: sonde %s" % (pid, " ".join(names)))
			print("task %s: gdb   %s" % (pid, " ".join(symbol(pc).replace(" ", "") for pc in pcs)))
	print("%d stacks equal, %d frames" % (len(equal), sum(equal)))


main()
