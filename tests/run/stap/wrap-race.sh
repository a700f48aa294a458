#!/bin/sh
# @@needs: raw_tp
# @@why: a full wrapping array makes room again and again while other CPUs fill it; many variables of
# @@     system calls fit on the stack that a handler shares with what it calls
"$SONDE" stap -c "sh -c '$TRIGGERS/sys getppid 3000 & $TRIGGERS/sys getppid 3000 & $TRIGGERS/sys getppid 3000 & wait'" -e '
global a%[1], s%[2], n
probe syscall.getppid {
	if (target_set_pid(pid())) {
		n++
		a[gettimeofday_ns(), tid()] = sprintf("%d", n)
		s[gettimeofday_ns(), tid()] <<< 1
	}
}
probe end {
	foreach ([x, y] in a) c++
	foreach ([x, y] in s) d++
	println(c, " ", d, " ", n > 2000)
}'
"$SONDE" stap -w -c "cat /etc/passwd" -e '
global start, cnt
probe syscall.open, syscall.openat {
	printf("%s %d %d %s %s %s %s %s\n", ctime(gettimeofday_s()), uid(), pid(), execname(), name, argstr, filename, flags_str)
	start[tid()] = gettimeofday_us()
	cnt[execname(), filename]++
}
probe syscall.connect { printf("%d %s %s %s %s\n", pid(), execname(), name, argstr, uaddr_af . uaddr_ip) }
probe syscall.unlink, syscall.unlinkat, syscall.rename ? { if (uid() == 0) printf("%s %d %s %s\n", execname(), pid(), name, argstr) }
probe syscall.execve {
	printf("%s %s %s %s %s\n", execname(), filename, args, argstr, pexecname())
	s = filename . args
	cnt[s, args]++
}' | grep -o 'cat openat AT_FDCWD, "/etc/passwd", O_RDONLY.*' | head -n 1
# >>> out
# 1 2 1
# cat openat AT_FDCWD, "/etc/passwd", O_RDONLY "/etc/passwd" O_RDONLY
# <<<
