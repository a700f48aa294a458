/* @@needs: btf   @@trigger: sys getppid 1
      @@why: members by BTF, through pointers, embedded structures and unions */
syscall::getppid:entry
/pid == $target/
{
	printf("%d %d\n", curthread->tgid == pid, curthread->pid == tid);
	printf("%d\n", curthread->real_parent->tgid == ppid);
	printf("%d\n", curthread->group_leader == curthread);
	printf("%s %s\n", stringof(curthread->comm), stringof(curthread->td_proc->p_comm));	/* td_proc, p_comm: as FreeBSD says it */
	printf("%d\n", curthread->cred->uid.val == uid);
	this->t = curthread;
	printf("%d\n", this->t->signal->nr_threads);
	this->f = (struct file *)this->t->files->fdt->fd[2];
	printf("%d %d\n", stringof(this->f->f_dentry->d_iname) == stringof(this->f->f_path.dentry->d_name.name),
	       this->t->state == 0);	/* names of older kernels */
	printf("%d\n", ((struct task_struct *)curthread)->mm->mm_users.counter > 0);
}

/* >>> out
1 1
1
1
sys sys
1
1
1 1
1
<<< */
