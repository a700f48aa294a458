#!/usr/sbin/dtrace -s
/* @@form: dtrace  @@needs: perf_clock  @@args: -e
   @@why: who is on which CPU, in the manner of the field */
#pragma D option quiet
#pragma D option defaultargs

inline int MAXCPUID = 128;

profile:::profile-100hz
/$target == 0 || pid == $target/
{
	@sample[pid, execname] = lquantize(cpu, 0, MAXCPUID, 1);
	@pri[stringof(curpsinfo->pr_fname), curlwpsinfo->pr_pri > 0] = count();
	@chip[chip, curcpu->cpu_id == cpu, lgrp] = count();
}

profile:::tick-200ms
/i++ == 1/
{
	printa("%s %d %@d\n", @pri);
	trunc(@sample); trunc(@pri); trunc(@chip);
	exit(0);
}

/* >>> out
<<< */
