# @@why: subroutines and variables that have no case of their own
# @@needs: uprobe

"$SONDE" dtrace -qs /dev/stdin <<'D'
BEGIN { printf("%s %s %s %d %d\n", toupper("aBc1"), tolower("AbC1"), strrchr("a/b/c", '/'), strtoll("0x1f", 16), strtoll("12z")); }
BEGIN { printf("%d %d %d %d %d\n", strtoll(" \t -42q"), strtoll("+9"), strtoll(strjoin("  1", "z"), 36), strtoll("- 5"), strtoll("")); }
BEGIN { this->b = strtoll("12", 37); printf("not reached\n"); }
ERROR { printf("fault %d\n", arg4); }
BEGIN { printf("%d %d %x %x %x %x %x %x\n", getmajor(0x801), getminor(0x801), htons(0x1234), htonl(0x12345678),
	htonll(0x123456789abcdef0), ntohs(0x1234), ntohl(0x12345678), ntohll(0x123456789abcdef0)); }
BEGIN { this->m = (uint64_t *)alloca(64); printf("%d %d %d %d %d\n", mutex_owned((struct mutex *)this->m), mutex_owner((struct mutex *)this->m) == NULL,
	mutex_type_adaptive((struct mutex *)this->m), mutex_type_spin((struct mutex *)this->m), rand() != rand() || 1); }
BEGIN { this->l = (uint32_t *)alloca(64); printf("%d%d%d ", rw_read_held((void *)this->l), rw_write_held((void *)this->l), rw_iswriter((void *)this->l));
	this->l[0] = 0x200; printf("%d%d%d ", rw_read_held((void *)this->l), rw_write_held((void *)this->l), rw_iswriter((void *)this->l));
	this->l[0] = 0xff; printf("%d%d%d\n", rw_read_held((void *)this->l), rw_write_held((void *)this->l), rw_iswriter((void *)this->l)); }
BEGIN { this->a = (char *)alloca(8); this->s = (char *)alloca(8); this->s[0] = 'b'; this->s[1] = 'y';
	bcopy(this->s, this->a, 2); printf("%s\n", stringof(this->a)); }
BEGIN { v = vtimestamp; printf("%d %d %d\n", vtimestamp >= v, walltimestamp > 1700000000000000000, timestamp > 0); }
BEGIN { printf("%d %d %d %d\n", arg6, arg7, arg8, arg9); printf("%d %d\n", progenyof(999999), progenyof($pid)); exit(0); }
D
echo "--- user memory"
"$SONDE" dtrace -wq -c "$TRIGGERS/sys open 3 /etc/passwd" -n '
syscall::openat:entry /pid == $target && copyinstr(arg1) == "/etc/passwd" && !done/ { done = 1; this->b = (char *)alloca(16); copyinto(arg1, 4, this->b);
	this->c = (char *)copyin(arg1, 4); this->c[0] = 65; this->c[1] = 66;
	printf("%d %s\n", this->b[0] == 47 && this->b[3] == this->c[3] && stringof(this->b) == copyinstr(arg1, 5), stringof(this->b)); }
syscall::openat:entry /pid == $target && done == 1/ { done = 2; raise(0); exit(0); }' 2>&1 >"$TMP/out"
cat "$TMP/out"
echo "--- stacks and symbols"
"$SONDE" dtrace -q -c "$TRIGGERS/calls 1" -n 'pid$target:a.out:work:entry { ustack(1); jstack(1); printf("%-3k|", ustack(1));
	uaddr(arg0 * 0 + uregs[R_PC]); umod(uregs[R_PC]); usym(uregs[R_PC]); printf("%A\n", uregs[R_PC]);
	printf("%d %d\n", ustackdepth > 0, ucaller != 0); @[ufunc(uregs[R_PC])] = count(); exit(0); }' | sed 's/+0x[0-9a-f]*//; s/ *$//'

# >>> out
# ABC1 abc1 /c 31 12
# -42 9 71 0 0
# fault 3
# 0 2049 3412 78563412 f0debc9a78563412 3412 78563412 f0debc9a78563412
# 0 1 1 0 1
# 000 100 011
# by
# 1 1 1
# 0 0 0 0
# 0 1
#
# --- user memory
# 1 /etc
#
# --- stacks and symbols
#
#               calls`work
#
#               calls`work
#
#    calls`work
# |  calls`work                                          calls                                               calls`work                                        calls`work
# 1 1
#
#   calls`work                                                        1
# <<<
