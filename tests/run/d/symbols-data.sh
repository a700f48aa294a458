#!/bin/sh
# @@needs: raw_tp tool:cc
# @@why: usym, uaddr, umod of variables: .data, .bss in the file's last page and beyond it, constants, the stack's
cat > "$TMP/vars.c" <<'END'
#include <unistd.h>
#include <sys/syscall.h>
long small;
int init[4] = { 1, 2, 3, 4 };
char big[100000];
int far[10];
const int fixed[5] = { 1 };
int main(void)
{
	char here[10];

	syscall(SYS_getpgid, 0, &small, &init[2], &far[1], &big[50000]);
	syscall(SYS_getsid, 0, fixed, main, here);
	return 0;
}
END
cc -O0 -o "$TMP/vars" "$TMP/vars.c" || exit 1
"$SONDE" dtrace -q -c "$TMP/vars" -n '
syscall::getpgid:entry /pid == $target/ {
	usym(uregs[R_RSI]); usym(uregs[R_RDX]); usym(uregs[R_R10]); uaddr(uregs[R_R8]); umod(uregs[R_R8]);
	@[usym(uregs[R_R10])] = count();
	printf("\n%A\n", uregs[R_RDX]);
}
syscall::getsid:entry /pid == $target/ { usym(uregs[R_RSI]); usym(uregs[R_RDX]); usym(uregs[R_R10]); }' |
	sed 's/  *$//; s/  */ /g; s/ 0x[0-9a-f]*$/ somewhere/'

# >>> out
#  vars`small vars`init vars`far vars`big+0xc350 vars
# vars`init+0x8
#  vars`fixed vars`main somewhere
#  vars`far 1
# <<<
