#!/bin/sh
# @@needs: tp_btf
# @@why: processes from their making to their end: who made whom, arguments, statuses, signals
cat > "$TMP/life.d" <<'END'
#pragma D option quiet
#pragma D option dynvarsize=4m

string how[int];

dtrace:::BEGIN
{
	how[CLD_EXITED] = "exited";
	how[CLD_KILLED] = "killed";
	how[CLD_DUMPED] = "dumped";
}

proc:::create
/progenyof($target)/
{
	made[args[0]->pr_pid] = pid;
	@made["children", args[0]->pr_ppid == pid, args[0]->pr_uid == uid] = count();
}

proc:::start
/made[pid]/
{
	self->start = timestamp;
	@made["made by the parent", made[pid] == ppid, 1] = count();
}

proc:::exec
/self->start/
{
	self->wanted = args[0];
}

proc:::exec-failure
/self->wanted != NULL/
{
	printf("%s: errno %d\n", basename(self->wanted), args[0]);
	self->wanted = 0;
}

proc:::exec-success
/self->start/
{
	self->args = curpsinfo->pr_psargs;
	printf("%s is %s: %s\n", basename(self->wanted), curpsinfo->pr_fname, execargs);
	self->wanted = 0;
}

syscall::exit_group:entry
/self->start/
{
	self->status = arg0;
}

proc:::signal-send
/args[1]->pr_pid != pid && args[2] == SIGUSR1 && progenyof($target)/
{
	printf("SIGUSR1 to %s\n", args[1]->pr_pid == $target ? "the target" : made[args[1]->pr_pid] ? "a child" : "another");
}

proc:::exit
/self->start && made[pid]/
{
	@ends[how[args[0]], self->status] = count();
	@life["ended", timestamp > self->start && curlwpsinfo->pr_lwpid == pid] = count();
	made[pid] = 0;
}

dtrace:::END
{
	printa("%s %d %@d\n", @ends);
	printa("%s %d %d %@d\n", @made);
	printa("%s %d %@d\n", @life);
}
END
cat > "$TMP/load.sh" <<'END'
"$1" getppid 1
(exit 3)
(exit 3)
/no/such/file 2> /dev/null
sh -c 'kill -KILL $$' 2> /dev/null
trap : USR1
sh -c 'kill -USR1 $PPID; :'
true
END
"$SONDE" dtrace -s "$TMP/life.d" -c "sh $TMP/load.sh $TRIGGERS/sys" 2> /dev/null | sed "s,$TRIGGERS,DIR,"

# >>> out
# sys is sys: DIR/sys getppid 1
# file: errno 2
# sh is sh: sh -c kill -KILL $$
# sh is sh: sh -c kill -USR1 $PPID; :
# SIGUSR1 to the target
# exited 127 1
# killed 0 1
# exited 0 2
# exited 3 2
# children 1 1 6
# made by the parent 1 1 6
# ended 1 6
# <<<
