#!/bin/sh
# @@only: host   @@why: handlers that the session fires read memory in user space, too: procfs, recursion
cat > p.stp <<'S'
probe procfs("a").read {
	t = task_current()
	$value = sprintf("%d %s %s %d\n", kernel_int(&t->pid) == pid(), kernel_string(&t->comm), task_execname(t),
			 t->real_parent->pid == ppid())
}
probe procfs("b").read {
	try { $value = sprint(kernel_long(8)) } catch (e) { $value = e . "\n" }
	$value .= kernel_string(8, "none") . " " . kernel_string_n(&task_current()->comm, 2) . "\n"
}
probe procfs("c").read {
	try { $value = sprint(task_current()->mm->pgd + @cast(8, "task_struct")->pid) } catch (e) { $value = substr(e, 0, 29) . "\n" }
	$value .= sprintf("%d %d [%s] %d\n", user_int(0), task_current()->in_execve, user_string_nofault(0), task_utime() > 0)
	try { $value .= user_string(8) } catch (e) { $value .= e . "\n" }
}
probe begin { system(sprintf("cd /run/sonde/stap_%d; cat a b c", stp_pid())) }
probe timer.s(1) { exit() }
S
"$SONDE" stap p.stp
cat > r.stp <<'S'
function up:string(t) {
	if (!@cast(t, "task_struct")->pid) return ""
	return up(@cast(t, "task_struct")->real_parent) . " " . kernel_string(&@cast(t, "task_struct")->comm)
}
probe begin { println(up(task_current()) =~ " sonde$") if (kernel_string(&task_current()->comm) =~ "s(.*)") println(matched(1)) exit() }
S
"$SONDE" stap r.stp
"$SONDE" stap -p4 -m r r.stp 2>&1 | sed -n 1p

# >>> out
# 1 sonde sonde 1
# kernel long copy fault at 0x8 [man error::fault]
# none so
# read fault [man error::fault]
# 0 0 [] 1
# user string copy fault -14 at 0x8 [man error::fault]
# 1
# onde
# r.ko
# <<<
