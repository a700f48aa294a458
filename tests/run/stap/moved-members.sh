# @@why: members that a script knows from older kernels are found where this one has them
cat > $TMP/s.stp <<'S'
function dentry:long(file:long) { return @cast(file, "file")->f_dentry }
probe begin
{
	t = task_current()
	println(t->state == task_state(t), t->uid == task_uid(t), t->egid == task_egid(t),
		t->uid == t->cred->uid->val, @cast(t, "task_struct", "kernel")->cred->euid == euid())

	f = @cast(task_fd_lookup(t, 0), "file", "kernel<linux/fs.h>")->f_path->dentry
	fd = task_fd_lookup(t, 0)
	i = @cast(fd, "file")->f_dentry->d_inode
	println(dentry(fd) == f, @cast(fd, "file")->f_vfsmnt == @cast(fd, "file")->f_path->mnt,
		i->i_ino == @cast(fd, "file")->f_inode->i_ino, i->i_uid == i->i_uid->val,
		@cast(fd, "file")->f_uid == @cast(fd, "file")->f_cred->fsuid->val)
	println(i->i_mtime->tv_sec > 0, i->i_mtime->tv_nsec < 1000000000,
		@defined(i->i_atime->tv_sec), @defined(i->i_atime->tv_msec), @defined(i->i_nothing),
		&@cast(0, "bio")->bi_sector == &@cast(0, "bio")->bi_iter->bi_sector)
	println(t->nsproxy->net_ns->proc_inum == t->nsproxy->net_ns->ns->inum, t->fs->pwdmnt == t->fs->pwd->mnt,
		t->usage->counter == t->usage->refs->counter, @defined(@cast(0, "cgroup")->dentry->d_name->name),
		@defined(@cast(0, "request_sock_queue")->listen_opt->qlen), @defined(@cast(0, "hd_struct")->start_sect))
	exit()
}
S
$SONDE stap $TMP/s.stp < /etc/passwd

# what never was there
$SONDE stap -p2 -e 'probe begin { println(@cast(1, "file")->f_dentri) }' 2>&1 | grep -o "unable to find member.*struct file"

# a pointer of a type is one with '&', too, as in @choose_defined(&@cast(...), ...)
$SONDE stap -e 'probe begin { t = &@cast(task_current(), "task_struct") println(t->pid == tid(), &t->pid == &@task(t)->pid) exit() }'

# >>> out
# 11111
# 11111
# 111001
# 111111
# unable to find member 'f_dentri' for struct file
# 11
# <<<
