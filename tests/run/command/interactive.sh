#!/bin/sh
# @@why: -i: one-liners of both languages, a program over several lines, commands, errors; and on a terminal
cd "$TMP"; HOME=$TMP; export HOME; unset XDG_STATE_HOME
cat > in <<'END'
BEGIN { printf("D %d\n", 6 * 7); exit(0); }
probe begin { println("stap ", 2 + 3) exit() }
BEGIN
{
	printf("three lines\n"); /* { */
	exit(0);
}
help strlen
help nosuchname
list syscall::getppid:entry
list timer.s(1)
args syscall::getppid:return
add probe begin { println("from the buffer") }
add nonsense
add probe begin(1) { exit() }
list
delete 2
run
save kept.stp
delete all
list
run
load kept.stp
run
set strsize 64
set verbose 0
set nosuch 1
show
BEGIN { x = nosuch; }
list no:such:probe:here

quit
BEGIN { printf("not reached\n"); }
END
"$SONDE" -i < in 2>&1
printf 'load nosuch.stp\nprobe begin { println("after an error") exit() }\n' | "$SONDE" stap -i 2>&1
# a terminal: completion, history, ^C ends the program and not the prompt
python3 - "$SONDE" <<'PY'
import os, pty, sys, time, select, re
pid, fd = pty.fork()
if not pid:
	os.environ["TERM"] = "vt100"
	os.execv(sys.argv[1], ["sonde", "-i"])
text = b""
def until(what, seconds=20):
	global text
	end = time.time() + seconds
	while what not in text and time.time() < end:
		if select.select([fd], [], [], 0.1)[0]:
			try:
				text += os.read(fd, 4096)
			except OSError:
				break
	found = what in text
	text = text[text.find(what) + len(what):] if found else text
	return found
print(until(b"sonde> "))
os.write(fd, b"BEGIN\n")
print(until(b"...> "))
os.write(fd, b"half a line\x03")
print(until(b"^C"), until(b"sonde> "))
os.write(fd, b"syscall::getpp\t")
print(until(b"id:"))
os.write(fd, b"\x15tick-1s { printf(\"run%s\\n\", \"ning\"); }\n")
print(until(b"running"))
os.write(fd, b"\x03")
print(until(b"sonde> "))
os.write(fd, b"BEGIN { printf(\"aga%s\\n\", \"in\"); exit(0); }\n")
print(until(b"again"), until(b"sonde> "))
os.write(fd, b"\x10\n")
print(until(b"again"), until(b"sonde> "))
while not os.waitpid(pid, os.WNOHANG)[0]:
	try:
		os.write(fd, b"\x15quit\n")
	except OSError:
		pass
	until(b"never", 0.2)
print(b"tick-1s" in open(os.environ["HOME"] + "/.sonde_history", "rb").read().replace(b"\\040", b" "))
PY

# >>> out
# D 42
# stap 5
# three lines
# strlen                   uint64 (string)
#                          bytes in a string, terminator not counted [D]
# strlen                   long (string)
#                          bytes in a string, terminator not counted [SystemTap]
# nothing is known of nosuchname
#    ID   PROVIDER            MODULE                          FUNCTION NAME
#     4    syscall           vmlinux                           getppid entry
# timer.s(1)
#    ID   PROVIDER            MODULE                          FUNCTION NAME
#     4    syscall           vmlinux                           getppid return
# 		args[0]: long
# 1  probe begin { println("from the buffer") }
# 2  nonsense
# 3  probe begin(1) { exit() }
# from the buffer
# there is nothing to run: add lines, or load a file
# from the buffer
# there is no option nosuch: verbose, guru, lang, and those of -O
# verbose=0
# guru=off
# lang=found out
# strsize=64
# <command line>:1:13: error: failed to resolve nosuch: Unknown variable name [IDENT_UNDEF]
#     1 | BEGIN { x = nosuch; }
#       |             ^^^^^^
# sonde: error: no probe matches no:such:probe:here
# ERROR: cannot read nosuch.stp: No such file or directory
# after an error
# True
# True
# True True
# True
# True
# True
# True True
# True True
# True
# <<<
