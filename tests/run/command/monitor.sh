#!/bin/sh
# @@why: --monitor: a screen with globals and probes; keys; a probe is switched off; a terminal that is gone ends it; what end probes print comes after it
cd "$TMP" || exit 1
cat > m.stp <<'END'
global n, per, words, fast
probe begin { println("beg", "un") words = "two words" }
probe timer.ms(50) { n++; per[n % 2] = n }
probe timer.ms(60) { fast++ }
probe end { printf("ended %d %d\n", n > 20, fast) }
END
printf '%s\n' 'BEGIN { v = 42; } tick-50ms { @n["a key"] = count(); @q = quantize(3); } END { printf("that is all\n"); }' > m.d
"$SONDE" stap --monitor m.stp 2>&1 | head -3
"$SONDE" stap --monitor=never m.stp 2>&1
python3 - "$SONDE" <<'PY'
import fcntl, os, pty, re, select, signal, struct, sys, termios, time

class Screen:
	def __init__(self, *argv, hup=signal.SIG_DFL):
		self.pid, self.fd = pty.fork()
		if not self.pid:
			signal.signal(signal.SIGHUP, hup)
			os.environ["TERM"] = "vt100"
			fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
			os.execv(sys.argv[1], ["sonde", *argv])
		self.text = ""

	def until(self, pattern, seconds=20):
		"""is it painted within that time, since the last key?"""
		end = time.time() + seconds
		while time.time() < end:
			found = re.search(pattern, self.text)
			if found:
				return found.group(0)
			if select.select([self.fd], [], [], 0.1)[0]:
				try:
					self.text += os.read(self.fd, 4096).decode(errors="replace")
				except OSError:
					break
		return "never " + pattern

	def key(self, text):
		self.text = ""
		os.write(self.fd, text + b"\x0c")	# all of it anew: else what is the same is not painted

	def status(self):
		self.until("$^", 1)
		return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

s = Screen("stap", "--monitor=0.2", "m.stp", "-c", "sh -c 'echo of the command; exec sleep 100'")
time.sleep(0.5)
s.key(b"")
for what in ("h: help", "globals", "n =", 'words = "two words"', "probes, times in ns, by index", r"timer\.ms\(50\)", "output", "begun"):
	print(s.until(what))
s.key(b"t2\n")
print(s.until(r"2 off"))
s.key(b"h")
print(s.until("end the session"))
s.key(b"h")
s.key(b"s")
print(s.until("by hits"))
s.key(b"p")
print(s.until("PAUSED"))
s.key(b"r\t")
time.sleep(1.5)
s.key(b"q")
print(re.sub(r"[0-9]{1,2}$", "few", s.until("ended 1 [0-9]+")))
print(s.status())
s = Screen("m.stp", "--monitor=0.2", hup=signal.SIG_IGN)
print(s.until("h: help"))
os.close(s.fd)
print(os.waitstatus_to_exitcode(os.waitpid(s.pid, 0)[1]))
s = Screen("m.d", "--monitor=0.2")
print(s.until("v = 42"))
time.sleep(0.5)
s.key(b"")
for what in (r'@n\["a key"\] = count=', r"tick-50ms"):
	print(s.until(what))
s.key(b"\x03")
print(s.until("that is all"), s.until("a key  *[0-9]")[:5], s.status())
PY
# >>> out
# ERROR: --monitor needs a terminal
#       = hint: -t tells hits and times at the end
# Invalid monitor interval.
# h: help
# globals
# n =
# words = "two words"
# probes, times in ns, by index
# timer.ms(50)
# output
# begun
# 2 off
# end the session
# by hits
# PAUSED
# ended 1 few
# 0
# h: help
# 0
# v = 42
# @n["a key"] = count=
# tick-50ms
# that is all a key 0
# <<<
