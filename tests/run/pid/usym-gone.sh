# @@needs: unwind
# @@why: symbols of a process that has ended when they are printed: what was mapped is noted when it fires

for what in 'umod(uregs[R_PC])' 'printf("%A\n", umod(uregs[R_PC]))' '@[umod(uregs[R_PC])] = count()'; do
	"$SONDE" dtrace -q -c "$TRIGGERS/sys getppid 1" -n "syscall::getppid:entry /pid == \$target/ { $what; }" |
		sed -n 's/.*\(libc[.]so[.]6\).*/\1/p'
done

# >>> out
# libc.so.6
# libc.so.6
# libc.so.6
# <<<
