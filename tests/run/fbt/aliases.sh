#!/bin/sh
# @@needs: fentry   @@timeout: 90
# @@why: the users' notes: aliases on kernel functions, __kmalloc by its old name with $size, sys_open, sys_*
# on an idle machine nobody reads
while :; do cat /etc/hostname; sleep 0.3; done > /dev/null &
reader=$!
"$SONDE" -v -e 'probe vfs.read {printf("read performed\n"); exit()}' 2> "$TMP/err" | uniq	# two CPUs may read at a time
kill $reader
grep -c '^Pass 5: starting run' "$TMP/err"
cat > "$TMP/kmalloc.stp" <<'END'
#!/usr/bin/env stap

# Using statistics and maps to examine kernel memory allocations

global kmalloc

probe kernel.function("__kmalloc") {
	kmalloc[execname()] <<< $size
}

# Exit after 10 seconds
probe timer.ms(10000) { exit () }

probe end {
	foreach ([name] in kmalloc) {
		printf("Allocations for %s\n", name)
			printf("Count:   %d allocations\n", @count(kmalloc[name]))
			printf("Sum:     %d Kbytes\n", @sum(kmalloc[name])/1000)
			printf("Average:%d bytes\n", @avg(kmalloc[name]))
			printf("Min:     %d bytes\n", @min(kmalloc[name]))
			printf("Max:     %d bytes\n", @max(kmalloc[name]))
			print("\nAllocations by size in bytes\n")
			print(@hist_log(kmalloc[name]))
			printf("-------------------------------------------------------\n\n");
	}
}
END
# starting a program allocates what its headers ask for
"$SONDE" -c 'sh -c "ls /; ls /; :"' "$TMP/kmalloc.stp" > "$TMP/out"
grep -c '^Allocations for ' "$TMP/out" | sed 's/^[1-9][0-9]*/some/'
grep '^value |-' "$TMP/out" | sort -u
"$SONDE" -c 'cat /etc/hostname' -e '
	probe vfs.read.return { if (pid() == target() && bytes_read > 0 && isinstr(pathname, "hostname")) println(name, " ", bytes_read == bytes_to_read, " ", error, " ", ino > 0) }
	probe vfs.open.return { if (pid() == target() && isinstr(pathname, "hostname")) println(name, " ", retstr) }
	probe kernel.function("sys_openat") { if (pid() == target() && isinstr(user_string($filename, ""), "hostname")) println(pn(), " ", $flags) }
	probe kernel.function("sys_opena*").call, kernel.function("sys_*") { if (pid() == target()) m[pp()]++ } global m
	probe kprocess.start, kprocess.release, vm.munmap, vm.pagefault.return { n[pn()]++ }
	global n
	probe end { println(n["vm.munmap"] > 0, n["vm.pagefault.return"] > 0, m["syscall.openat"] > 1, m["syscall.read"] > 0) }' |
	grep -v "^$(cat /etc/hostname)\$" | sort -u	# an overlay opens the file below, too

# >>> out
# read performed
# 1
# some
# value |-------------------------------------------------- count
# 1111
# kernel.function("sys_openat") 0
# vfs.open 0
# vfs.read 0 0 1
# <<<
