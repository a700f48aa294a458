#!/bin/sh
# @@needs: uprobe tool:gcc
# @@why: the kernel takes a vector instruction for the jump that its opcode would be: such a place is not armed
cat > "$TMP/vec.s" <<'END'
	.globl vec, vex
	.type vec, @function
	.type vex, @function
vec:	vpcmpeqb %xmm0, %xmm0, %xmm1
	mov $42, %eax
	ret
	.size vec, .-vec
vex:	mov $1, %eax
	ret
	.size vex, .-vex
	.section .note.GNU-stack, "", @progbits
END
cat > "$TMP/main.c" <<'END'
#include <stdio.h>
int vec(void), vex(void);
int main(void)
{
	int n = 0;

	for (int i = 0; i < 100; i++)
		n += vex() + (__builtin_cpu_supports("avx") ? vec() : 42);
	printf("%d\n", n);
}
END
gcc -o "$TMP/v" "$TMP/main.c" "$TMP/vec.s" || exit 1
"$SONDE" -c "$TMP/v" -e 'pid$target:v:ve[cx]:entry { @[probefunc] = count(); }' 2>&1 | grep . | sed 's/pid[0-9]*:/pidN:/'
"$SONDE" stap -c "$TMP/v" -e "probe process(\"$TMP/v\").function(\"ve[cx]\") { n++ } global n probe end { println(n) }" 2>&1 | sed "s,$TMP/,,g"
"$SONDE" stap -e "probe process(\"$TMP/v\").function(\"vec\") { println(1) }" 2>&1 | sed "s,$TMP/,,g; s/+0x[0-9a-f]*/+0xN/"
"$SONDE" stap -e "probe process(\"$TMP/v\").function(\"vec\") ? { println(1) } probe begin { println(\"on\") exit() }" 2>&1 | sed "s,$TMP/,,g"

# >>> out
# warning: 1 of 2 places cannot be probed, the first is pidN:v:vec:entry
#       = hint: vector instructions (AVX): kernels take them for others and lead the process astray
# 4300
#   vex                                                             100
# WARNING: probe process("v").function("vec") registration error [man warning::pass5] (rc -95)
#       = hint: vector instructions (AVX): kernels take them for others and lead the process astray
# 4300
# 100
# ERROR: cannot probe process("v").function("vec") (v+0xN): Operation not supported
#       = hint: vector instructions (AVX): kernels take them for others and lead the process astray
# WARNING: /usr/bin/staprun exited with status: 1
# Pass 5: run failed.  [man error::pass5]
# on
# <<<
