# @@needs: uprobe
# the kernel does not step hlt
cat > $TMP/odd.s <<'X'
	.text
	.globl main, odd
	.type odd, @function
	.type main, @function
odd:	hlt
	ret
	.size odd, . - odd
main:	xor %eax, %eax
	ret
	.size main, . - main
	.section .note.GNU-stack
X
cc -o $TMP/odd $TMP/odd.s
"$SONDE" dtrace -xerrtags -c $TMP/odd -qn 'pid$target:a.out:odd:entry { trace(1); }' 2>&1 | sed "s:pid[0-9][0-9]*:pidN:g; s:$TMP::; s:0x[0-9a-f]*:0xN:"
"$SONDE" -c $TMP/odd -e 'pid$target:a.out:odd:entry { trace(1); }' 2>&1 | sed "s:pid[0-9][0-9]*:pidN:g; s:$TMP::; s:0x[0-9a-f]*:0xN:"

# >>> out
# dtrace: invalid probe specifier pid$target:a.out:odd:entry { trace(1); }: [D_PROC_CREATEFAIL] cannot probe pidN:odd:odd:entry (/odd+0xN): Operation not supported
#     1 | pid$target:a.out:odd:entry { trace(1); }
#       | ^^^^^^^^^^^^^^^^^^^^^^^^^^
# <command line>:1:1: error: cannot probe pidN:odd:odd:entry (/odd+0xN): Operation not supported [PROC_CREATEFAIL]
#     1 | pid$target:a.out:odd:entry { trace(1); }
#       | ^^^^^^^^^^^^^^^^^^^^^^^^^^
# <<<
