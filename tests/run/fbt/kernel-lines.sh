#!/bin/sh
# @@needs: kprobe tool:gcc
# Lines and inlined functions of the kernel. Its debug info takes 1 GB: two functions of our own with the
# kernel's names stand for it, and only their first instruction is where the kernel's is.
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
long vfs_write(struct file *file, const char *buf, unsigned long count, long long *pos)
{
	return sum + count + *pos;
}
END
cd "$TMP" && gcc -O2 -g -fcf-protection=none -nostdlib -no-pie -Wl,-e,vfs_read -o vmlinux fake.c || exit 1
SYSTEMTAP_DEBUGINFO_PATH=$TMP
export SYSTEMTAP_DEBUGINFO_PATH
"$SONDE" -c 'dd if=/dev/zero of=/dev/null bs=777 count=3 status=none' -e '
global lines, inlined, written
probe kernel.statement("vfs_read@fake.c:10") { if (pid() == target() && $count == 777) lines++ }
probe kernel.function("checked").inline { if (pid() == target() && $count == 777) inlined += $mask }
probe kernel.function("vfs_write@fake.c") { if (pid() == target() && $count == 777) written += $count }
probe end { println(lines, " ", inlined, " ", written) }'

# >>> out
# 3 765 2331
# <<<
