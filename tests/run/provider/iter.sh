#!/bin/sh
# @@needs: btf test_run
# What the kernel has when the session begins, each once, before the command runs: tasks and open files.
exec 9< "$0"
"$SONDE" -e 'iter:::nosuch { }' 2>&1 | head -n 1
"$SONDE" -q -c true -e '
BEGIN { printf("begin\n"); }
iter:::task /args[0]->tgid == $pid/ { printf("%s %d\n", args[0]->comm, args[0]->pid == $pid); }
iter:::task { n++; }
iter:::task_file /args[0]->pid == $pid && args[1] == 9/ { printf("9 %s\n", stringof(args[2]->f_path.dentry->d_name.name)); }
syscall::exit_group:entry /pid == $target/ { printf("ends %d\n", n > 2); }'
# a walk that wants to be told its order, among all others
"$SONDE" -q -c true -e 'iter::: { @all[probename] = count(); } END { printa("%s\n", @all); }' | grep -x -e cgroup -e ksym -e task | sort
"$SONDE" stap -e 'global tasks, files
probe kernel.iter("task") { tasks++ }
probe kernel.iter("task_file") { if (task_pid($task) == stp_pid() && $fd < 3) files++ }
probe timer.ms(1) { printf("%d %d\n", tasks > 2, files > 2); exit() }'
"$SONDE" -L 'kernel.iter("task_*")'
"$SONDE" -l 'kernel.iter("nosuch")' 2>&1 || true

# >>> out
# <command line>:1:1: error: probe description iter:::nosuch does not match any probes [PDESC_ZERO]
# begin
# sonde 1
# 9 iter.sh
# ends 1
# cgroup
# ksym
# task
# 1 1
# kernel.iter("task_file") $task:struct task_struct* $fd:u32 $file:struct file*
# kernel.iter("task_vma") $task:struct task_struct* $vma:struct vm_area_struct*
# sonde: error: no probe point matches kernel.iter("nosuch")
# <<<
