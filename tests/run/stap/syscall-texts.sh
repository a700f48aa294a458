#!/bin/sh
# @@why: a call's texts lie in the program's memory; a name that stands for another fires under that one only
"$SONDE" stap -e 'global opened, shown = 0, twice = 0, other = 0
probe syscall.openat { if (pid() == target() && user_string($filename) == "/etc/ld.so.cache")
	opened[$filename$, tokenize($$parms$, " ") . " " . tokenize("", " ")] = 1 }
probe syscall.execve { if (pid() == target() && isinstr($filename$, "/uname\"")) shown |= isinstr($$vars$, "filename=\"/") }
probe syscall.newuname ?, syscall.pread64 ? { if (pid() == target()) twice++ }
probe syscall.uname { if (pid() == target()) twice++ }
probe syscall_any { if (pid() == target() && name != syscall_name(syscall_nr)) other++ }
probe end { foreach ([f, p] in opened) println(f, " ", p); println(shown, twice, other) }' -c 'exec uname -s >/dev/null'

# >>> out
# "/etc/ld.so.cache" dfd=-100 filename="/etc/ld.so.cache"
# 110
# <<<
