#!/bin/sh
# @@needs: uprobe   @@timeout: 60
# @@why: where a probe is: its kind, registers, arguments; clocks as text; the session's own functions
cat > "$TMP/r.stp" <<'END'
probe process(@1).function("work") {
	println(probe_type(), " ", is_return(), registers_valid(), user_mode(), " ", probemod() == @1)
	println(register("rip") == uaddr(), addr() == uaddr(), register("edi") == int_arg(1), u_register("rsp") > 0,
		register("dil") == (long_arg(1) & 0xff), pointer_arg(2) == ulong_arg(2))
	try { println(register("xyz")) } catch (e) { println(e) }
	try { println(int_arg(9)) } catch (e) { println(e) }
	print_regs()
	println(ppfunc(), " ", probefunc(), " ", ctime(gettimeofday_s()) == ctime())
	try { println(randint(1 << 21)) } catch (e) { println(e) }
}
probe process(@1).function("work").return { println(probe_type(), " ", is_return(), returnval() == $return); exit() }
END
cat > "$TMP/s.stp" <<'END'
probe begin {
	println(probe_type(), is_return(), registers_valid(), user_mode(), addr(), " ", HZ() > 0, " ", randint(1))
	println(ctime(0), "|", ctime(951782400), "|", ctime(-1), "|", ctime(2147483647))
	try { println(ctime(1 << 40)) } catch (e) { println(e) }
	try { println(ctime(-(1 << 40))) } catch (e) { println(e) }
	for (i = -2147483648; i < 2147483647; i += 99999999) s = s . substr(ctime(i), 0, 10)
	println(strlen(s))
	println(s)
}
probe begin {
	println(module_name() == sprintf("stap_%d", stp_pid()), ns_pid() == pid(), target_set_pid(1), is_myproc() >= 0)
	try { println(probemod()) } catch (e) { println(e) }
	try { println(int_arg(1)) } catch (e) { println(e) }
	try { assert(0) } catch (e) { println(e) }
	try { assert(0, "mine") } catch (e) { println(e) }
	assert(1); ftrace("hello from a test"); stp_print_binary(1, 0x0a434241, 5); println("")
	println(thread_indent(1) == sprintf("     0 %s(%d):", execname(), tid()), indent(2) == "     0 : ", probefunc(), "|", ppfunc())
	print_stack("12 zz 0x5\n"); println(sprint_syms("fg"), "|", sprint_usyms("x 0x7"))
	abort(); println("never")
}
END
"$SONDE" -c "$TRIGGERS/calls 1" "$TMP/r.stp" "$TRIGGERS/calls" | sed 's/: [0-9a-f]\{8,16\}/: N/g'
for place in kernel user; do
	"$SONDE" -O place=$place -O strsize=700 "$TMP/s.stp" > "$TMP/$place"
done
cat -v "$TMP/kernel"
diff "$TMP/kernel" "$TMP/user" && echo same
"$SONDE" -e 'probe begin { println("x"); warn("once"); warn("once"); warn("two") exit() }' 2>&1

# what several kinds of probes share; names of registers that only the run knows; what memory cannot give
cat > "$TMP/t.stp" <<'END'
global names
function where() { return probe_type() . " [" . ppfunc() . "] " . probefunc() }
probe begin { println(where()); names[1] = "edi"; names[2] = "orig_rax_"; names[3] = ""; names[4] = "orig_rax" }
probe process(@1).begin { println(where(), " ", probemod() == @1) }
probe process(@1).function("work") {
	println(where())
	foreach (n+ in names)
		try { println(names[n], " ", register(names[n]) == (n == 1 ? int_arg(1) : -1)) } catch (e) { println(n, e) }
	asmlinkage(); fastcall(); regparm(3)
	println(umodbuildid(uaddr()), " ", umodbuildid(0))
	println(fullpath_struct_file(task_current(), task_exe_file(task_current())) == @1, __is_idle())
	try { println(user_buffer_quoted_error(8, 1, 1)) } catch (e) { println(e) }
	try { println(kernel_buffer_quoted_error(8, 1, 1)) } catch (e) { println(e) }
	exit()
}
END
"$SONDE" -c "$TRIGGERS/calls 1" "$TMP/t.stp" "$TRIGGERS/calls" |
	sed "s/$(readelf -n "$TRIGGERS/calls" | sed -n 's/.*Build ID: //p')/ID/"

# >>> out
# uprobe 011 1
# 111111
# Unknown register name
# cannot access argument 9 of the probed function
# RIP: N
# RSP: N  EFLAGS: N
# RAX: N RBX: N RCX: N
# RDX: N RSI: N RDI: N
# RBP: N R08: N R09: N
# R10: N R11: N R12: N
# R13: N R14: N R15: N
# work work 1
# range too wide
# uretprobe 11
# begin_end0000 1 0
# Thu Jan  1 00:00:00 1970|Tue Feb 29 00:00:00 2000|Wed Dec 31 23:59:59 1969|Tue Jan 19 03:14:07 2038
# Time too far in the future to be converted
# Time too far in the past to be converted
# 430
# Fri Dec 13Mon Feb 13Wed Apr 15Sat Jun 17Mon Aug 17Wed Oct 17Sat Dec 18Mon Feb 18Thu Apr 21Sat Jun 21Mon Aug 21Thu Oct 22Sat Dec 23Tue Feb 23Thu Apr 25Sat Jun 25Tue Aug 26Thu Oct 27Sun Dec 28Tue Feb 27Fri Apr 30Sun Jun 30Tue Aug 31Fri Nov  1Sun Jan  1Wed Mar  4Fri May  4Sun Jul  5Wed Sep  5Fri Nov  5Mon Jan  6Wed Mar  8Fri May  9Mon Jul 10Wed Sep  9Sat Nov 10Mon Jan 11Wed Mar 13Sat May 14Mon Jul 14Thu Sep 14Sat Nov 15Mon Jan 15
# 1101
# Cannot determine kernel module name
# cannot access CPU registers in this context
# Assertion failed
# mine
# ABC
# ^@^@^@^@
# 110x0|
#  0x12
#  0x5
# 0xf
# |0x7
#
# same
# x
# WARNING: once
# WARNING: two
# begin_end [] 0x0
# utrace [] 0x0 1
# uprobe [work] work
# edi 1
# 2Unknown register name
# 3Unknown register name
# orig_rax 1
# ID <unknown>
# 10
# user buffer copy fault -14 at 0x8 [man error::fault]
# kernel buffer copy fault at 0x8 [man error::fault]
# <<<
