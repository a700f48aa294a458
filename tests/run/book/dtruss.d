#!/usr/sbin/dtrace -s
/* @@form: dtrace  @@needs: raw_tp  @@args: -e
   @@why: system calls as truss shows them, in the manner of the field */
/* system calls of the target with times, as truss shows them */
#pragma D option quiet
#pragma D option defaultargs

dtrace:::BEGIN /$target/ { self->child = 0; self->last = 0; printf("%s\n", "SYSCALL(args) \t\t = return"); }
syscall:::entry /pid == $target/ { self->start = timestamp; self->vstart = vtimestamp; self->arg0 = arg0; self->arg1 = arg1; self->arg2 = arg2; self->code = 1; @Counts[probefunc] = count(); }
syscall::openat:return /self->code && pid == $target/
{
	this->elapsed = timestamp - self->start;
	this->cpu = vtimestamp - self->vstart;
	printf("%s(0x%X, \"%S\", 0x%X)\t\t = %d %d\n", probefunc, self->arg0, copyinstr(self->arg1), self->arg2, (int)arg0, (int)errno);
	@Elapsed[probefunc] = sum(this->elapsed);
	@Cpu[probefunc] = sum(this->cpu);
	self->code = 0;
}
syscall::write:return, syscall::read:return /self->code/
{
	this->text = self->arg1 == 0 ? "" : stringof(copyin(self->arg1, arg0 > 0 ? arg0 < 16 ? arg0 : 16 : 1));
	printf("%s(0x%X, \"%S\", 0x%X)\t\t = %d %d\n", probefunc, self->arg0, this->text, self->arg2, (int)arg0, (int)errno);
	self->code = 0;
}
syscall:::return /self->code/ { self->code = 0; self->arg0 = 0; self->arg1 = 0; self->arg2 = 0; }
END { printf("\n%-20s %16s\n", "CALL", "COUNT"); printa("%-20s %@16d\n", @Counts); trunc(@Elapsed); trunc(@Cpu); }

/* >>> out
<<< */
