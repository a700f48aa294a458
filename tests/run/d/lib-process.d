/* @@trigger: sys open 1 /etc/passwd + getppid 1
   psinfo_t, lwpsinfo_t, cpuinfo_t, fileinfo_t of a known process */
#pragma D option quiet
syscall::openat:return /pid == $target && arg0 >= 0/ { self->fd = arg0 + 1; }
syscall::close:entry /self->fd && arg0 == self->fd - 1 && fds[arg0].fi_name == "passwd"/
{
	this->f = xlate <fileinfo_t *> (curthread->files->fdt->fd[arg0]);
	printf("%s %s %s %d %d %s\n", fds[arg0].fi_name, fds[arg0].fi_dirname, fds[arg0].fi_pathname, fds[arg0].fi_offset,
	    fds[arg0].fi_oflags & O_ACCMODE, fds[arg0].fi_mount);
	printf("%s %d\n", this->f->fi_pathname, fds[arg0].fi_fs != "<none>");
}
syscall::getppid:entry /pid == $target/
{
	printf("pid %d %d %d %d\n", curpsinfo->pr_pid == pid, curpsinfo->pr_ppid == ppid, curpsinfo->pr_pgid > 0,
	    curpsinfo->pr_sid > 0);
	printf("uid %d %d %d %d\n", curpsinfo->pr_uid == uid, curpsinfo->pr_euid == uid, curpsinfo->pr_gid == gid,
	    curpsinfo->pr_egid == gid);
	printf("%s %d %s\n", curpsinfo->pr_fname, curpsinfo->pr_psargs == execargs, basename(execargs));
	printf("%d %d %d\n", curpsinfo->pr_addr == (uintptr_t)curthread, curpsinfo->pr_ttydev != NULL, curpsinfo->pr_flag);
	printf("%d %d %d\n", curpsinfo->pr_size > 1000, curpsinfo->pr_rssize > 10,
	    curpsinfo->pr_size > curpsinfo->pr_rssize);
	this->s = (int64_t)curpsinfo->pr_start.tv_sec * 1000000000 + curpsinfo->pr_start.tv_nsec;
	printf("%d %d\n", walltimestamp > this->s, walltimestamp - this->s < 600000000000);
	printf("%d %d\n", curpsinfo->pr_time.tv_sec, curpsinfo->pr_ctime.tv_sec);
	/* argv[2], and what ends argv[] */
	printf("%d %s %d\n", curpsinfo->pr_argc, copyinstr(*(uintptr_t *)copyin(curpsinfo->pr_argv + 16, 8)),
	    *(uintptr_t *)copyin(curpsinfo->pr_envp - 8, 8));
	printf("%d %d %d\n", curpsinfo->pr_pctcpu <= 0x8000, curlwpsinfo->pr_pctcpu <= 0x8000, curpsinfo->pr_pctmem < 0x8000);
	printf("%d\n", curlwpsinfo->pr_oldpri == curlwpsinfo->pr_pri);
	printf("%d %d %d %d %d %d %d %d %d\n", curpsinfo->pr_dmodel == PR_MODEL_LP64, curpsinfo->pr_nlwp, curpsinfo->pr_wstat,
	    curpsinfo->pr_taskid, curpsinfo->pr_projid, curpsinfo->pr_nzomb, curpsinfo->pr_poolid, curpsinfo->pr_zoneid,
	    curpsinfo->pr_contract);
	printf("lwp %d %d %c %d %s %s\n", curpsinfo->pr_lwp.pr_lwpid == tid, curlwpsinfo->pr_state == SRUN,
	    curlwpsinfo->pr_sname, curlwpsinfo->pr_nice, curlwpsinfo->pr_clname, curlwpsinfo->pr_name);
	printf("%d\n", curlwpsinfo->pr_syscall);
	printf("%d %d %d %d %d %d\n", curlwpsinfo->pr_onpro == cpu, curlwpsinfo->pr_flag, curlwpsinfo->pr_wchan,
	    curlwpsinfo->pr_stype, curlwpsinfo->pr_pri > 0, curlwpsinfo->pr_lgrp);
	printf("cpu %d %d %d %d %d %d\n", curcpu->cpu_id == cpu, curcpu->cpu_pset, curcpu->cpu_chip, lgrp, chip, pset);
	printf("%s %s %d %d\n", curcpu->cpu_info.pi_processor_type, curcpu->cpu_info.pi_fputypes,
	    curcpu->cpu_info.pi_state == P_ONLINE, curcpu->cpu_info.pi_clock > 0);
	printf("%d %s %s %s %d\n", strlen(cwd) > 0, root, fds[99].fi_name, fds[-1].fi_pathname, fds[1000000].fi_oflags);
}
/* another process than the current one, seen from here */
syscall::getppid:entry /pid == $target/
{
	this->parent = xlate <psinfo_t *> (curthread->real_parent);
	printf("%d %s\n", this->parent->pr_pid == ppid, this->parent->pr_psargs);
	printf("%d %d\n", sizeof (psinfo_t) > 300, sizeof (curpsinfo->pr_fname));
}
BEGIN { printf("%d %d %o %d %d %d\n", ENOENT, SIGKILL, O_CREAT, NULL == 0, CLD_DUMPED, DTRACEFLT_DIVZERO); }

/* >>> out
2 9 100 1 3 4
passwd /etc /etc/passwd 0 0 <unknown>
/etc/passwd 1
pid 1 1 1 1
uid 1 1 1 1
sys 1 passwd + getppid 1
1 1 0
1 1 1
1 1
0 0
7 1 0
1 1 1
1
1 1 0 0 0 0 0 0 0
lwp 1 1 R 0 TS sys
110
1 0 0 0 1 0
cpu 1 0 0 0 0 0
x86_64 i387 compatible 1 1
1 / <none> <none> 0
1 <unknown>
1 16
<<< */
