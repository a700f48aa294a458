#!/bin/sh
# @@needs: raw_tp tool:dd
# @@why: who moves how much through what, in several of the field's manners; dd's sizes are the truth
dd if=/dev/zero of="$TMP/in" bs=4096 count=8 status=none
cat > "$TMP/rw.d" <<'END'
#!/usr/sbin/dtrace -s
#pragma D option quiet
#pragma D option defaultargs
#pragma D option switchrate=10hz

inline string ONLY = $$1 == "" ? "dd" : $$1;
inline int LIMIT = $2 ? $2 : 3;

dtrace:::BEGIN
{
	printf("%-8s %-6s %-10s %8s\n", "PROC", "CALL", "FILE", "BYTES");
	start = timestamp;
}

syscall::read:entry,
syscall::write:entry
/execname == ONLY && progenyof($target) && fds[arg0].fi_fs != "proc"/
{
	self->fd = arg0 + 1;
	self->name = fds[arg0].fi_name;
	self->ts = timestamp;
	self->vts = vtimestamp;
	@flags[fds[arg0].fi_name, fds[arg0].fi_oflags & O_ACCMODE] = count();
}

syscall::read:return,
syscall::write:return
/self->fd && (self->name == "in" || self->name == "out") && (int)arg0 >= 0/
{
	this->elapsed = timestamp - self->ts;
	@calls[probefunc, self->name] = count();
	@bytes[execname, probefunc, self->name] = sum(arg0);
	@sizes[probefunc] = quantize(arg0);
	@mean[probefunc, "bytes a call"] = avg(arg0);
	@times["no longer on a CPU than it took", vtimestamp - self->vts <= this->elapsed] = count();
	@times["time is taken", this->elapsed > 0 && this->elapsed < timestamp - start] = count();
}

syscall::read:return, syscall::write:return
/self->fd/
{
	self->fd = 0;
	self->name = 0;
	self->ts = 0;
	self->vts = 0;
}

dtrace:::END
{
	printa("%-8s %-6s %-10s %@8d\n", @bytes);
	normalize(@bytes, 1024);
	printa("%-8s %-6s %-10s %@8d KB\n", @bytes);
	printa("%s %s %@d\n", @calls);
	printa("%s: %@d", @sizes);
	printa("%s %s %@d\n", @mean);
	printa("%s %d %@d\n", @times);
	trunc(@flags, LIMIT - 3);
}
END
"$SONDE" dtrace -s "$TMP/rw.d" -c "dd if=$TMP/in of=$TMP/out bs=8192 status=none"
"$SONDE" dtrace -qn 'sysinfo:::readch, sysinfo:::writech /pid == $target && arg0 == 8192/ { @[probename] = sum(arg0); @n[probename] = count(); }
	END { printa("%s %@d in %@d\n", @, @n); }' -c "dd if=$TMP/in of=$TMP/out bs=8192 status=none"

# >>> out
# PROC     CALL   FILE          BYTES
# dd       read   in            32768
# dd       write  out           32768
# dd       read   in               32 KB
# dd       write  out              32 KB
# write out 4
# read in 5
# write: 
#            value  ------------- Distribution ------------- count    
#             4096 |                                         0        
#             8192 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 4        
#            16384 |                                         0        
# read: 
#            value  ------------- Distribution ------------- count    
#               -1 |                                         0        
#                0 |@@@@@@@@                                 1        
#                1 |                                         0        
#                2 |                                         0        
#                4 |                                         0        
#                8 |                                         0        
#               16 |                                         0        
#               32 |                                         0        
#               64 |                                         0        
#              128 |                                         0        
#              256 |                                         0        
#              512 |                                         0        
#             1024 |                                         0        
#             2048 |                                         0        
#             4096 |                                         0        
#             8192 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@         4        
#            16384 |                                         0        
# read bytes a call 6553
# write bytes a call 8192
# no longer on a CPU than it took 1 9
# time is taken 1 9
#
# readch 32768 in 4
# writech 32768 in 4
# <<<
