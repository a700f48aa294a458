#!/bin/sh
# @@needs: btf tool:gcc
# What the kernel's debug info would show, from a file of ours; and what is said when there is none.
cat > "$TMP/fake.c" <<'END'
struct file { int flags; };
long sum;
static inline __attribute__((always_inline)) long checked(long count, int mask)
{
	sum += count;
	return count & mask;
}
long vfs_read(struct file *file, char *buf, unsigned long count, long long *pos)
{
	return checked(count, 255) + *pos;
}
END
cd "$TMP" && gcc -O2 -g -fcf-protection=none -nostdlib -no-pie -Wl,-e,vfs_read -o vmlinux fake.c || exit 1
list() { SYSTEMTAP_DEBUGINFO_PATH=$TMP "$SONDE" "$@" 2>&1 | sed 's|/[^ "]*/fake.c|fake.c|g'; }
list -L 'kernel.statement("vfs_read@fake.c:*")'
list -L 'kernel.function("checked").inline'
list -L 'kernel.function("vfs_*@fake.c").return'
list -l 'kernel.statement("vfs_read@fake.c:99")' | head -1
"$SONDE" -p2 -e 'probe kernel.statement("vfs_read@fs/*.c:10") { }' 2>&1 | sed 's/linux-image-.*-dbg/linux-image-VERSION-dbg/'
"$SONDE" -p2 -e 'probe kernel.function("nothing@*").inline? { } probe begin { exit() }' >/dev/null; echo $?

# >>> out
# kernel.statement("vfs_read@fake.c:10") $file:struct file* $buf:char* $count:long unsigned int $pos:long long int*
# kernel.statement("vfs_read@fake.c:9") $file:struct file* $buf:char* $count:long unsigned int $pos:long long int*
# kernel.function("checked@fake.c:3").inline $mask:int $count:long int
# kernel.function("vfs_read@fake.c:8").return $return:ssize_t $file:struct file* $buf:char* $count:size_t $pos:loff_t*
# <input>:1:7: error: no line records for fake.c:99 [man error::dwarf] (try :10) [STAP_POINT]
# <command line>:1:7: error: while resolving probe point: no match for kernel.statement("vfs_read@fs/*.c:10") [STAP_POINT]
#     1 | probe kernel.statement("vfs_read@fs/*.c:10") { }
#       |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#       = hint: this needs the debug info of the kernel: install linux-image-VERSION-dbg
# 0
# <<<
