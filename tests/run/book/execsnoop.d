#!/usr/sbin/dtrace -s
/* @@form: dtrace  @@needs: tp_btf  @@trigger: procs 1
   @@why: programs as they are started, in the manner of the field */
/* who runs what: one line for each program that is started */
#pragma D option quiet
#pragma D option switchrate=10hz

dtrace:::BEGIN
{
	printf("%-5s %6s %6s  %s\n", "UID", "PID", "PPID", "ARGS");
}

proc:::exec-success
/progenyof($target)/
{
	printf("%-5d %6d %6d  %s\n", uid, pid, ppid, curpsinfo->pr_psargs);
}

proc:::exec-failure
/progenyof($target)/
{
	printf("%-5d %6d %6d  failed with %d\n", uid, pid, ppid, args[0]);
}

/* >>> out like
UID      PID   PPID  ARGS
0 +\d+ +\d+  failed with 2
0 +\d+ +\d+  procs child one
<<< */
