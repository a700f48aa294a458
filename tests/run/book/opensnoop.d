#!/usr/sbin/dtrace -s
/* @@form: dtrace  @@needs: tp_btf  @@args: -e
   @@why: files as they are opened, in the manner of the field */
/* files as they are opened, with descriptor and error */
#pragma D option quiet

dtrace:::BEGIN { printf("%5s %-16s %3s %3s %s\n", "PID", "COMM", "FD", "ERR", "PATH"); }

syscall::open:entry { self->pathp = arg0; self->open = 1; }
syscall::openat:entry, syscall::openat2:entry { self->pathp = arg1; self->open = 1; }

syscall::open:return, syscall::openat:return, syscall::openat2:return
/self->open && pid == $target/
{
	printf("%5d %-16s %3d %3d %s\n", pid, execname, (int)arg1, errno, copyinstr(self->pathp));
	self->pathp = 0;
	self->open = 0;
}

syscall::open*:return /self->open/ { self->pathp = 0; self->open = 0; }

/* >>> out
<<< */
