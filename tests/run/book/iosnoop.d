#!/usr/sbin/dtrace -s
/* @@form: dtrace  @@needs: tp_btf  @@args: -e
   @@why: requests to disks, in the manner of the field */
/* requests to disks with their latency */
#pragma D option quiet
#pragma D option defaultargs

inline int OPT_dev = $1;

dtrace:::BEGIN
{
	printf("%5s %5s %1s %10s %6s %8s %s %s\n", "UID", "PID", "D", "BLOCK", "SIZE", "us", "COMM", "PATHNAME");
	last = timestamp;
}

io:::start
{
	this->dev = args[0]->b_edev;
	this->blk = args[0]->b_blkno;
	start_time[this->dev, this->blk] = timestamp;
	start_pid[this->dev, this->blk] = pid;
	start_uid[this->dev, this->blk] = uid;
	start_comm[this->dev, this->blk] = execname;
	self->d = args[0]->b_flags & B_READ ? "R" : "W";
}

io:::done
/start_time[args[0]->b_edev, args[0]->b_blkno] && (OPT_dev == 0 || args[1]->dev_minor == OPT_dev)/
{
	this->dev = args[0]->b_edev;
	this->blk = args[0]->b_blkno;
	this->delta = (timestamp - start_time[this->dev, this->blk]) / 1000;
	this->path = args[2]->fi_pathname;
	printf("%5d %5d %1s %10d %6d %8d %s %s %s\n", start_uid[this->dev, this->blk], start_pid[this->dev, this->blk],
	    args[0]->b_flags & B_READ ? "R" : "W", this->blk, args[0]->b_bcount, this->delta,
	    start_comm[this->dev, this->blk], args[1]->dev_statname, this->path == "<none>" ? "-" : this->path);
	start_time[this->dev, this->blk] = 0;
	start_pid[this->dev, this->blk] = 0;
	start_uid[this->dev, this->blk] = 0;
	start_comm[this->dev, this->blk] = 0;
}
END { exit(0); }

/* >>> out
<<< */
