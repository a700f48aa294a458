#!/usr/sbin/dtrace -s
/* @@form: dtrace  @@needs: tp_btf  @@args: -e
   @@why: bytes to and from disks, in the manner of the field */
/* who moves most bytes to and from disks */
#pragma D option quiet
#pragma D option bufsize=64k

io:::start
{
	@bytes[uid, pid, ppid, execname, args[1]->dev_statname, args[1]->dev_major, args[1]->dev_minor,
	    args[0]->b_flags & B_READ ? "R" : "W"] = sum(args[0]->b_bcount);
	@sizes[execname, args[1]->dev_statname] = quantize(args[0]->b_bcount);
	@where[args[2]->fi_pathname] = count();
}

profile:::tick-100ms { n++; }
profile:::tick-100ms /n == 3/
{
	printf("%5s %6s %6s %-16s %-8s %3s %3s %1s %12s\n", "UID", "PID", "PPID", "CMD", "DEVICE", "MAJ", "MIN", "D", "BYTES");
	normalize(@bytes, 1024);
	trunc(@bytes, 5);
	printa("%5d %6d %6d %-16s %-8s %3d %3d %1s %@12d\n", @bytes);
	trunc(@bytes);
	clear(@sizes);
	trunc(@where);
	exit(0);
}

/* >>> out
<<< */
