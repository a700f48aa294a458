#!/bin/sh
# @@why: embedded C that walks the kernel's structures, in its handlers; what cannot be taken over is told when it is called
cat > c.stp <<'S'
%{
#include <linux/fs.h>
#define UP(t) ((t)->real_parent)
%}
function children:string(task:long) %{ /* pure */
	struct task_struct *p = (struct task_struct *)(uintptr_t)STAP_ARG_task, *c;
	int n = 0;

	rcu_read_lock();
	list_for_each_entry(c, &p->children, sibling) {
		if (n++ >= 10)
			break;
		strlcat(STAP_RETVALUE, c->comm, MAXSTRINGLEN);
		strlcat(STAP_RETVALUE, " ", MAXSTRINGLEN);
	}
	rcu_read_unlock();
	CATCH_DEREF_FAULT();
%}
function files:long() %{
	struct fdtable *fdt = current->files->fdt;
	unsigned int i;
	int n = 0;

	for (i = 0; i < fdt->max_fds && i < 256; i++)
		if (fdt->fd[i])
			n++;
	STAP_RETVALUE = n;
%}
function name_of:string(fd:long) %{
	struct file *f = kread(&(current->files->fdt->fd[STAP_ARG_fd]));
	struct dentry *d;

	if (IS_ERR_OR_NULL(f)) { STAP_RETVALUE[0] = '\0'; return; }
	d = kread(&(f->f_path.dentry));
	snprintf(STAP_RETVALUE, MAXSTRINGLEN, "%s:%lu", d->d_name.name, file_inode(f)->i_ino > 0 ? 1UL : 0);
%}
function first:string(t:long) %{
	struct task_struct *p = (struct task_struct *)(long)STAP_ARG_t;
	int depth = 0;

	while (p->pid > 1 && depth < 20) { depth++; p = UP(p); }
	if (depth == 0)
		goto none;
	sprintf(STAP_RETVALUE, "%s", depth > 0 ? "somebody" : "idle");
	return;
none:
	strcpy(STAP_RETVALUE, "nobody");
%}
function id:long() %{ STAP_RETURN(from_kuid(current_user_ns(), current->cred->uid) + current_cred()->gid.val); %}
function pieces:string(p:long) %{ struct sockaddr_in sa; if (copy_from_user(&sa, (void __user *)STAP_ARG_p, sizeof(sa))) return;
	snprintf(STAP_RETVALUE, MAXSTRINGLEN, "%x %x %x", sa.sin_family, ntohs(sa.sin_port), ntohl(sa.sin_addr.s_addr)); %}
function letter:long(p:long) %{ char *s = (char *)STAP_ARG_p; STAP_RETVALUE = s[1]; %}
function text:string(p:long) %{
	char b[16];

	if (strncpy_from_user(b, (char __user *)STAP_ARG_p, 8) < 0)
		strcpy(b, "fault");
	strlcpy(STAP_RETVALUE, b, MAXSTRINGLEN);
%}
function opened:string(pid:long, fd:long) %{ /* pure */
	struct task_struct *p = pid_task(find_vpid((int)STAP_ARG_pid), PIDTYPE_PID);
	struct files_struct *files;
	char *page = NULL, *path = NULL, comm[TASK_COMM_LEN];
	unsigned long flags;
	struct file *filp;

	rcu_read_lock();
	spin_lock_irqsave(&p->sighand->siglock, flags);
	if (p && (files = kread(&p->files)) && (page = (char *)__get_free_page(GFP_ATOMIC)) &&
	    (filp = fcheck_files(files, STAP_ARG_fd))) {
		path = d_path(&filp->f_path, page, PAGE_SIZE);
		get_task_comm(comm, p);
		if (path != NULL && !IS_ERR(path))
			snprintf(STAP_RETVALUE, MAXSTRINGLEN, "%s %s %s", path, S_ISREG(filp->f_inode->i_mode) ?
				 i_size_read(file_inode(filp)) > 100 ? "long" : "short" : "special", comm);
	}
	spin_unlock_irqrestore(&p->sighand->siglock, flags);
	CATCH_DEREF_FAULT();
	if (page)
		free_page((unsigned long)page);
	rcu_read_unlock();
%}
function bounds:long(pid:long) %{
	struct task_struct *p = find_task_by_vpid(STAP_ARG_pid);
	if (!p) { STAP_RETVALUE = -1; return; }
	STAP_RETVALUE = p->signal->rlim[RLIMIT_NOFILE].rlim_max >= 64 && p->sighand->action[SIGTERM - 1].sa.sa_handler == SIG_DFL;
%}
probe begin { println(opened(target(), 3) =~ "/c.stp long sonde|/c.stp long sh", " ", opened(target(), 200), bounds(target()), bounds(99999999)) }
probe syscall.openat {
	if (filename_unquoted != "/etc/hostname") next
	printf("%s files %d, %s, %s, %d, %s\n", children(task_parent(task_current())), files() > 2, name_of(3),
	       first(task_current()), id(), text(filename_uaddr))
	println(opened(pid(), 3) =~ "/c.stp long cat", " ", opened(pid(), 200), bounds(pid()))
	println(pieces(filename_uaddr))
	printf("%c\n", letter(&@cast(task_current(), "task_struct")->comm))
	exit()
}
S
exec 3< c.stp
"$SONDE" stap -g c.stp -c 'cat /etc/hostname > /dev/null; :'
cat > no.stp <<'S'
function unused() %{ asm("nop"); %}
function writes(p:long) %{ struct task_struct *t = (void *)STAP_ARG_p; t->flags = 3; %}
probe begin { writes(task_current()) println(%{ nosuch(3) %}, pure(2)) exit() }
function pure:long(n:long) %{ /* pure */ STAP_RETVALUE = nosuch(STAP_ARG_n); %}
S
"$SONDE" stap -w -g -p2 no.stp > /dev/null && echo resolved
"$SONDE" stap -w -vg no.stp 2>&1 | grep -v "^Pass [123]:\|hint"
grep -v nosuch no.stp > later.stp; echo 'probe begin { writes(task_current()) }' >> later.stp
"$SONDE" stap -w -g -p4 later.stp > /dev/null && echo built
"$SONDE" stap -g later.stp 2>&1 | grep -v hint
"$SONDE" stap -w -g -e 'function f:long() %{ int a[1000000000] = { 0 }; STAP_RETVALUE = a[0]; %} probe begin { println(f()) }' 2>&1 | sed -n '1s/:.*:.*: .*//p'

"$SONDE" stap -w -g -e 'function f:long() %{ return find_vma(current->mm, 0) != NULL; %} probe begin { println(f()) }' 2>&1 | sed -n '1s/.*find_vma/find_vma/p'
"$SONDE" -w -g -e '%{ static int five = 5; %} function f:long() %{ STAP_RETVALUE = five; %} probe begin { println(f()) exit() }'
for f in 'send_sig_info(SIGUSR1, SEND_SIG_PRIV, current)' 'kill_pid(task_pid(current), SIGUSR1, 1)' 'memset((void *)8, 0, 5)'; do
	"$SONDE" stap -w -g -e "function f() %{ $f; %} probe syscall.openat { if (pid() == target() && filename_unquoted == \"/etc/hostname\") { f() exit() } }" \
		-c "sh -c 'trap \"echo signalled; exit\" USR1; read x < /etc/hostname; :'" 2>&1 | grep -o 'signalled\|memory of the kernel.*'
done

# >>> out
# 1 1-1
# cat  files 1, c.stp:1, somebody, 0, /etc/hos
# 1 1
# 652f 7463 2f686f73
# a
# resolved
# semantic error: this embedded C cannot be taken over: 'nosuch()' is not known: identifier 'nosuch' at no.stp:3:49
#         source: probe begin { writes(task_current()) println(%{ nosuch(3) %}, pure(2)) exit() }
#                                                                 ^
#
# semantic error: this embedded C cannot be taken over: 'nosuch()' is not known: identifier 'nosuch' at :4:58
#         source: function pure:long(n:long) %{ /* pure */ STAP_RETVALUE = nosuch(STAP_ARG_n); %}
#                                                                          ^
# Pass 4: compilation failed.  [man error::pass4]
# built
# WARNING: Eliding unused function 'unused': identifier 'unused' at later.stp:1:10
#  source: function unused() %{ asm("nop"); %}
#                   ^
# semantic error: this embedded C cannot be taken over: memory of the kernel is not written; BPF programs may not: operator '=' at :2:81
#         source: function writes(p:long) %{ struct task_struct *t = (void *)STAP_ARG_p; t->flags = 3; %}
#                                                                                                 ^
# Pass 5: run failed.  [man error::pass5]
# semantic error
# find_vma(): nothing looks into the tree of mappings here; umodname() and usymdata() tell what an address belongs to: identifier 'current' at <input>:1:38
# 5
# signalled
# signalled
# memory of the kernel is not written; a string of its own or STAP_RETVALUE is: operator ',' at <input>:1:33
# <<<
