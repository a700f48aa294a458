# @@needs: uprobe
# symbols of the target: data by debug info, functions and the rest by address
cat > $TMP/a.d <<'X'
#pragma D option quiet
pid$target:a.out:flags:entry
{
	printf("%d %d %d %d\n", ``global_counter, a.out`hidden, ``tint, a.out`sink == ``sink);
	printf("%d %s %d %d\n", ``table[1].a, stringof(``table[2].name), *(char *)&``global_counter == 7, &``table[1] - &``table[0]);
	printf("%d %d\n", ``main != 0, (uintptr_t)&a.out`main == ``main);
	this->r = &``table[0];
	printf("%s\n", stringof((&``table[1])->name));
	exit(0);
}
X
"$SONDE" -c "$TRIGGERS/subject 1" $TMP/a.d 2>&1
# a bare address, printed when the target is gone
"$SONDE" -q -c "$TRIGGERS/subject 1" -e 'pid$target:a.out:flags:entry { @[(uintptr_t)&a.out`main] = count(); } END { printa("%A\n", @); }' | head -n 1
"$SONDE" -e 'BEGIN { trace(``x); }' 2>&1
"$SONDE" -c "$TRIGGERS/subject 1" -e 'BEGIN { trace(``nosuch); }' 2>&1 | sed 's/process [0-9]*/process N/'
"$SONDE" -c "$TRIGGERS/subject 1" -e 'BEGIN { trace(libc.so.6`environ); }' 2>&1 | sed 's/process [0-9]*/process N/'

# >>> out
# 7 11 5 1
# 101 two 1 1
# 1 1
# one
# subject`main
# <command line>:1:15: error: 'x' is a symbol of the traced process, and there is none [SYM_BADREF]
#     1 | BEGIN { trace(``x); }
#       |               ^^^
#       = hint: name a process with -p or a command with -c
# <command line>:1:15: error: there is no symbol 'nosuch' in process N [IDENT_UNDEF]
#     1 | BEGIN { trace(``nosuch); }
#       |               ^^^^^^^^
# <command line>:1:15: error: 'environ' is in a library that process N has not loaded yet [IDENT_UNDEF]
#     1 | BEGIN { trace(libc.so.6`environ); }
#       |               ^^^^^^^^^^^^^^^^^
# <<<
