#!/bin/sh
# @@only: host 6.1
# @@needs: raw_tp tool:python3
# @@timeout: 60
# @@why: what fds[] says of each kind of file, and three dozen clauses that ask it for all of it
cat > "$TMP/writes.py" <<'PY'
import os, socket, select, sys
def write(fd):
	try: os.write(fd, b"abc")
	except OSError: pass
write(os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)); write(os.pipe()[1])
s = socket.socketpair(); write(s[0].fileno()); e = select.epoll(); write(e.fileno()); write(77)
PY
awk 'BEGIN {
	print "#pragma D option quiet\nsyscall::write:entry /pid == $target && arg2 == 3/ {"
	print "printf(\"%s %s %d %d %d %d\\n\", basename(fds[arg0].fi_pathname), fds[arg0].fi_name,"
	print "basename(fds[arg0].fi_dirname) == basename($$1), fds[arg0].fi_fs != \"<none>\", fds[arg0].fi_offset, fds[arg0].fi_oflags & O_ACCMODE); }"
	for (i = 0; i < 36; i++)
		printf("syscall::write:entry /pid == $target && arg2 == 3 && fds[arg0].fi_name == \"out\"/ { @[fds[arg0].fi_name,"\
			"basename(fds[arg0].fi_pathname), fds[arg0].fi_offset, fds[arg0].fi_oflags & O_ACCMODE] = count(); }\n")
}' > "$TMP/many.d"
"$SONDE" -c "python3 $TMP/writes.py $TMP/out" "$TMP/many.d" "$TMP" 2>&1 | sed 's/\[[0-9]*\]/[N]/g'

# >>> out
# out out 1 1 0 2
# pipe:[N] pipe:[N] 0 1 0 1
# socket:[N] socket:[N] 0 1 0 2
# anon_inode:[eventpoll] anon_inode:[eventpoll] 0 1 0 2
# <none> <none> 0 0 0 0
#
#   out                                                 out                                                               0        2               36
# <<<
