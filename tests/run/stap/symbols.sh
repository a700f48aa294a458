#!/bin/sh
# @@timeout: 60
# @@why: stacks and symbols: printed, as text, as keys; in the kernel and afterwards
cat > "$TMP/a.stp" <<'END'
probe syscall.write
{
	if (pid() != target()) next
	println("-- backtrace"); print_backtrace()
	println("-- ubacktrace"); print_ubacktrace()
	println("-- brief"); print_ubacktrace_brief()
	println("-- sprint"); print(sprint_backtrace())
	println("-- usprint"); print(sprint_ubacktrace())
	exit()
}
END
cat > "$TMP/b.stp" <<'END'
function where() { return symname(caller_addr()) }
probe syscall.write
{
	if (pid() != target()) next
	println("-- addresses")
	println(backtrace(), "|")
	println(callers(1), "|", stack(0) != 0, "|", stack(1000), "|", caller())
	println(ucallers(0), "|", ustack(0) != 0)
	println("-- symbols")
	printf("%d %d\n", symname(stack(1)) == where(), modname(stack(1)) == "kernel")
	printf("%s|%s|%s\n", symdata(stack(1)), symdata(1), symname(0))
	printf("%s|%s|%s\n", usymname(ustack(0)), usymdata(ustack(0)), umodname(ustack(0)))
	exit()
}
END
cat > "$TMP/c.stp" <<'END'
global k, u
probe syscall.write
{
	if (pid() != target()) next
	println("-- from text"); print_usyms(ucallers(0)); print_syms(callers(0))
	k[sprint_backtrace(), symname(stack(1))] <<< 1
	u[ubacktrace()]++
	exit()
}
probe end
{
	println("-- end")
	print_backtrace(); print_ubacktrace()
	println(symname(0), backtrace(), ucallers(-1), stack(0))
	try { println(modname(1)) } catch (e) { println(e) }
	foreach ([a, b] in k) printf("%d %s %d\n", strlen(a) > 20, b, @count(k[a, b]))
	foreach (a in u) print_ustack(a)
}
END
frame='^ 0x[0-9a-f]* : [a-zA-Z0-9_.]*+0x[0-9a-f]*/0x[0-9a-f]* \[[^]]*\]$'
for n in a b c; do
	"$SONDE" -c "$TRIGGERS/sys sizes 1" "$TMP/$n.stp" 2>&1
done > "$TMP/out"
part() { sed -n "/^-- $1\$/,/^-- /p" "$TMP/out" | grep -v '^--'; }
for name in backtrace ubacktrace; do
	echo "$name: $(part $name | grep -cv "$frame\|^ 0x[0-9a-f]* \[.*+0x[0-9a-f]*\]$\|^ 0x[0-9a-f]*$") other lines"
done
part backtrace | grep -c '\[kernel\]$' | sed 's/^[1-9][0-9]*$/some in the kernel/'
part ubacktrace | head -n 1 | sed 's/0x[0-9a-f]*/0xX/g; s/\[.*\//[/'
part brief | head -n 1 | sed 's/0x[0-9a-f]*/0xX/g'
part sprint | grep -cv '^[^ ]*+0x[0-9a-f]* \[[^]]*\]$'
part usprint | head -n 1 | sed 's/0x[0-9a-f]*/0xX/g'
part addresses | sed 's/0x[0-9a-f][0-9a-f]*/0xX/g; s/[^ |]* 0xX$/NAME 0xX/; s/^\(0xX \)*|/ADDRESSES |/'
part symbols | sed 's/^[^| ]*+0x[0-9a-f]*\/0x[0-9a-f]* \[kernel\]|/DATA|/; s/0x[0-9a-f]*\/0x[0-9a-f]* \[[^|]*\]/0xX\/0xX [OBJECT]/'
part 'from text' | sed 's/0x[0-9a-f]*/0xX/g; s/ : .*+/ : NAME+/; s/\[bpf\]/[kernel]/; s/\[\/.*\//[/'
sed -n '/^-- end/,$p' "$TMP/out" | sed '/^ 0x/!b; s/0x[0-9a-f]*/0xX/g; s/\[.*\//[/; q' | sed 's/^1 [a-z_0-9]* /1 NAME /'

"$SONDE" -e 'probe begin { print_backtrace(); print_ubacktrace(); println(backtrace(), "|", sprint_ubacktrace(), "|", caller()); exit() }'

# >>> out
# backtrace: 0 other lines
# ubacktrace: 0 other lines
# some in the kernel
#  0xX : __write+0xX/0xX [libc.so.6]
# __write+0xX
# 0
# __write+0xX [libc.so.6]
# ADDRESSES |
# 0xX 0xX|1|0|NAME 0xX
# 0xX|1
# 1 1
# DATA|0x1|0x0
# __write|__write+0xX/0xX [OBJECT]|libc.so.6
#  0xX : NAME+0xX/0xX [libc.so.6]
#  0xX : NAME+0xX/0xX [kernel]
# -- end
# <no kernel backtrace at end>
# <no user backtrace at end>
# 0x00
# Cannot determine kernel module name
# 1 NAME 1
#  0xX : __write+0xX/0xX [libc.so.6]
# <no kernel backtrace at begin>
# <no user backtrace at begin>
# ||
# <<<
