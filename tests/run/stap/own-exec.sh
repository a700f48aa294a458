#!/bin/sh
# @@why: the exec of a command of -c is seen, and its first probe is its begin
stap() { "$SONDE" stap "$@" 2>&1; }
stap -c "$TRIGGERS/sys getppid 1" -e '
	probe process.begin, process.syscall { if (n++ < 2) printf("%s %s\n", pn(), execname()) }
	probe kprocess.exec { if (pid() == target()) printf("exec by %s\n", execname() == "sys" ? "itself" : "us") }
	probe kprocess.exec_complete { if (pid() == target()) printf("%s %d\n", execname(), success) }
	global n'
stap -c "$TRIGGERS/sys getppid 1" -e 'probe syscall.* { if (pid() == target() && !n++) println(name) } global n'
stap -c "$TRIGGERS/sys getppid 1" -e 'probe process.function("main") { println(execname()) }'
printf 'neither ELF nor a script' > "$TMP/junk"; chmod +x "$TMP/junk"
stap -o "$TMP/out" -c "$TMP/junk" -e 'probe begin { println("begin") } probe end { println("end") }' | sed "s,$TMP,,"
cat "$TMP/out"
stap -c "$TRIGGERS/sys getppid 1" -e 'probe begin { println("never runs") exit() }'

# >>> out
# exec by us
# process.begin sys
# sys 1
# process.syscall sys
# execve
# sys
# ERROR: cannot run /junk: Exec format error
# begin
# end
# never runs
# <<<
