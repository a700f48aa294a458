#!/bin/sh
# @@why: names, arguments, _str, _uaddr and _unquoted forms, argstr and retstr of system calls
cat > "$TMP/t.py" <<'END'
import ctypes, os, signal, socket
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
path = os.environ['TMP']
f = os.open(path + '/f', os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
os.write(f, b'short\n')
os.write(f, b'x' * 60)
os.write(f, b'tab\t' + b'y' * 44)
os.lseek(f, -3, os.SEEK_END)
os.pread(f, 5, 1)
try: os.stat(path + '/none "quoted"')
except OSError: pass
libc.mmap(0, 4096, 3, 0x22, -1, 0)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
s.sendto(b'hi', ('127.0.0.1', 9))
try: s.connect(('127.0.0.1', 4660))
except OSError: pass
try: os.kill(os.getpid(), 0)
except OSError: pass
os.kill(1, 0) if os.getuid() else None
os.umask(0o27)

libc.nanosleep((ctypes.c_long * 2)(0, 1000), None)
libc.openat(-100, 0, 0)
libc.epoll_create1(0x80000)
libc.inotify_init1(0x800)
s = libc.semget(0, 1, 0o1600)
libc.semctl(s, 0, 12, 0)
libc.semctl(s, 0, 0, 0)
call = libc.syscall
call(3, ctypes.c_long(-1))
call(0, -1, None, ctypes.c_long(-1))
call(83, None, ctypes.c_long(-1))
call(132, path.encode() + b'/none', (ctypes.c_long * 2)(5, 1000000000))
call(132, None, ctypes.c_long(-1))
call(49, -1, b'\x10\0\0\0\x4d\0\0\0\x0f\0\0\0', 12)
call(49, -1, b'\xff\xff' + bytes(14), 16)
call(49, -1, b'\1\0/a' + b'/path' * 12 + b'\0', 110)
call(54, -1, 1, 75, None, ctypes.c_long(-1))
call(164, None, None)
six = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
try: six.connect(('fe80::1', 4660, 7, 1))
except OSError: pass
call(38, 9, ctypes.c_long(-1), None)
call(28, None, 0, 25)
call(29, 0, 0, 0)
call(157, 15, b'abc', 1)
call(157, 1, 9, 1)
call(157, 3, 1, 1)
call(157, 99, 1, 2, 3, 4)
call(101, 7, -1, 5, 9)
call(101, 16, -1, 5, 5)
call(250, 10, -3, b'user', b'key', 0)
END
cat > "$TMP/s.stp" <<'END'
probe syscall.open, syscall.openat, syscall.write, syscall.lseek, syscall.pread, syscall.fstatat,
	syscall.socket, syscall.connect, syscall.sendto, syscall.kill, syscall.umask, syscall.clock_nanosleep,
	syscall.epoll_create, syscall.inotify_init, syscall.semget, syscall.semctl, syscall.mkdir, syscall.utime,
	syscall.bind, syscall.setsockopt, syscall.settimeofday, syscall.setitimer, syscall.madvise, syscall.shmget,
	syscall.prctl, syscall.ptrace, syscall.keyctl
{
	if (pid() == target() && on) printf("%s(%s)\n", name, argstr)
}
probe syscall.mmap2 { if (pid() == target() && on && fd == -1 && length == 4096) println(name, " ", prot, " ", prot_str, " ", flags_str) }
global on
probe syscall.openat {
	if (pid() == target() && isinstr(filename_unquoted, "/f") && mode == 0640) {
		on = 1
		printf("%s|%s|%d|%s|%d|%s|%d\n", filename, filename_unquoted, dfd, dfd_str, flags & 3, flags_str, filename_uaddr != 0)
	}
}
probe syscall.pread { if (pid() == target() && on) println(fd > 2, " ", count, " ", offset, " ", buf_uaddr != 0) }
probe syscall.read { if (pid() == target() && on && fd == -1) printf("%s(%s) %d %u\n", name, argstr, count, count) }
probe syscall.utime { if (pid() == target() && on) println(actime, " ", modtime, " ", buf_uaddr != 0) }
probe syscall.connect, syscall.bind {
	if (pid() == target() && on) printf("%s %s|%s|%s|%s|%s\n", name, uaddr_af, uaddr_ip, uaddr_ip_port, uaddr_ipv6_flowinfo, uaddr_ipv6_scope_id)
}
probe syscall.setsockopt { if (pid() == target() && on) println(optlen) }
# calls that only 32-bit programs have, or that this kernel may lack
probe syscall.{recv,send,sigaction,sigprocmask,sigreturn,statfs64,fstatfs64,timerfd,delete_module} {
	if (pid() == target()) println(name, argstr)
}
probe syscall.write { if (pid() == target() && on) println(buf_str, " ", buf_uaddr != 0, " ", count) }
probe syscall.{fstatat, umask}.return { if (pid() == target() && on) println(name, " -> ", retval) }
END
"$SONDE" -c "env TMP=$TMP python3 -S $TMP/t.py" "$TMP/s.stp" 2>&1 | sed "s,$TMP,DIR,g; s/semctl([0-9]*, /semctl(ID, /; s/(3, /(FD, /; s/0x[0-9a-f][0-9a-f][0-9a-f][0-9a-f]*/ADDR/g; s/kill([0-9]*, /kill(PID, /"
"$SONDE" -e 'global n, m probe syscall_any { if (pid() == target()) n[name, syscall_nr]++ } probe syscall_any.return { if (pid() == target()) m[name, syscall_nr] += retval >= 0 }
	probe end { println(n["write", 1], " ", m["write", 1]) }' -c "$TRIGGERS/sys sizes 3"

# >>> out
# "DIR/f"|DIR/f|-100|AT_FDCWD|2|O_RDWR|O_CREAT|O_CLOEXEC|1
# write(FD, "short\n", 6)
# "short\n" 1 6
# write(FD, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"..., 60)
# "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"... 1 60
# write(FD, "tab\tyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"..., 48)
# "tab\tyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy"... 1 48
# lseek(FD, -3, SEEK_END)
# pread(FD, ADDR, 5, 1)
# 1 5 1 1
# fstatat(AT_FDCWD, "DIR/none \"quoted\"", ADDR, 0x0)
# fstatat -> -2
# mmap2 3 PROT_READ|PROT_WRITE MAP_PRIVATE|MAP_ANONYMOUS
# socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP)
# sendto(4, "hi", 2, 0x0, {AF_INET, 127.0.0.1, 9}, 16)
# connect(4, {AF_INET, 127.0.0.1, 4660}, 16)
# connect AF_INET|127.0.0.1|4660||
# kill(PID, 0)
# umask(027)
# umask -> 18
# clock_nanosleep(CLOCK_REALTIME, 0x0, [0.000001000], 0x0)
# openat(AT_FDCWD, 0x0, O_RDONLY)
# epoll_create1(EPOLL_CLOEXEC)
# inotify_init1(IN_NONBLOCK)
# semget(IPC_PRIVATE, 1, IPC_CREAT|0600)
# semctl(ID, 0, GETVAL, 0x0)
# semctl(ID, 0, IPC_RMID, 0x0)
# read(-1, 0x0, 18446744073709551615) -1 18446744073709551615
# mkdir(0x0, 037777777777)
# utime("DIR/none", [Thu Jan  1 00:00:05 1970, Sun Sep  9 01:46:40 2001])
# 5 1000000000 1
# utime(0x0, [Thu Jan  1 00:00:00 1970, Thu Jan  1 00:00:00 1970])
# 0 0 1
# bind(-1, {AF_NETLINK, pid=77, groups=0000000f}, 12)
# bind AF_NETLINK||||
# bind(-1, {unknown address family 65535}, 16)
# bind AF_UNDEF(65535)||||
# bind(-1, {AF_UNIX, /a/path/path/path/path/path/path/path/path/path/path/path/path}, 110)
# bind AF_UNIX||||
# setsockopt(-1, SOL_SOCKET, SO_RCVMARK, 0x0, 4294967295)
# 4294967295
# settimeofday(NULL, NULL)
# socket(AF_INET6, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP)
# connect(4, {AF_INET6, fe80:0000:0000:0000:0000:0000:0000:0001, 4660}, 28)
# connect AF_INET6|fe80:0000:0000:0000:0000:0000:0000:0001|4660|7|1
# setitimer(9, ADDR, 0x0)
# madvise(0x0, 0, MADV_COLLAPSE)
# shmget(0, 0, 0)
# prctl(PR_SET_NAME, "abc")
# prctl(PR_SET_PDEATHSIG, SIGKILL)
# prctl(PR_GET_DUMPABLE)
# prctl(99, 0x1, 0x2, 0x3, 0x4)
# ptrace(PTRACE_CONT, -1, SIGKILL)
# ptrace(PTRACE_ATTACH, -1)
# keyctl(KEYCTL_SEARCH, -3, "user", "key", 0)
# 3 3
# <<<
