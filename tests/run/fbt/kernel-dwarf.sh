#!/bin/sh
# @@needs: kprobe debuginfo:kernel
# @@timeout: 60
# Lines, inlined functions and locals of the kernel by its own debug info: runs where that is installed, or in
# a guest after tests/guest/fetch --debug NAME (some 800 MB). Line numbers are the kernel's: none is written here.
export SYSTEMTAP_DEBUGINFO_PATH="$KDEBUG"
dd="dd if=/dev/zero of=/dev/null bs=777 count=3 status=none"

"$SONDE" -L 'kernel.statement("vfs_read@fs/read_write.c:*")' > "$TMP/lines"
echo "listed $(grep -c '^kernel.statement("vfs_read@fs/read_write.c:[0-9]*") .*\$file:struct file\* .*\$count:' "$TMP/lines" |
	awk '{ print ($1 > 5) }')"
# each line of the function sees the count that was asked for, where the compiler has kept it
"$SONDE" -c "$dd" -e 'global hits, wrong
probe kernel.statement("vfs_read@fs/read_write.c:*") {
	if (pid() == target() && execname() == "dd" && $file->f_mode) { hits[pp()]++; if (@defined($count) && $count < 1) wrong++ }
}
probe end { n = 0; foreach (p in hits) n++; println("lines ", n > 3, " wrong ", wrong) }'
# a local of the middle of a function: ret of the last line is what the call returns
"$SONDE" -c "$dd" -e 'global n
probe kernel.function("vfs_read@fs/read_write.c").return { if (pid() == target() && $return == 777) n++ }
probe end { println("returned ", n) }'
"$SONDE" -c "$dd" -e 'global n
probe kernel.function("fdget_pos").inline { if (@defined($fd)) { if (pid() == target() && execname() == "dd" && $fd < 2) n++ } }
probe end { println("inlined ", n >= 3) }'
"$SONDE" -c "$dd" -e 'global n
probe kernel.function("vfs_read") { if (@var("max_threads@kernel/fork.c") > 10) n++ }
probe end { println("global ", n > 0, " ", @var("root_cpuacct", "kernel")->css->cgroup != 0) }'

# >>> out
# listed 1
# lines 1 wrong 0
# returned 3
# inlined 1
# global 1 1
# <<<
