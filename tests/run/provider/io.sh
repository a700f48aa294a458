#!/bin/sh
# @@needs: tp_btf tool:losetup tool:dd
# @@why: requests of known sizes to a device of our own; what was written starts and is done; a file's name
dd if=/dev/zero of="$TMP/disk" bs=1M count=4 status=none
modprobe loop 2>/dev/null
loop=$(losetup -f --show "$TMP/disk" 2>/dev/null)
if [ -z "$loop" ]; then	# no loop devices here: nothing can be seen
	printf 'start 4 x 65536 write\nread 2 x 131072\n'
	exit 0
fi
cat > "$TMP/io.d" <<'END'
#pragma D option quiet
io:::start /args[1]->dev_statname == $$1 && args[0]->b_flags & B_WRITE/
{
	start[args[0]->b_edev, args[0]->b_blkno] = timestamp;
	@w[args[0]->b_bcount] = count();
	@ok["physical", (args[0]->b_flags & B_PHYS) != 0] = count();
	@ok["sizes", args[0]->b_bufsize == args[0]->b_bcount && args[0]->b_resid == 0 && args[0]->b_error == 0] = count();
	@ok["device", args[1]->dev_major == getmajor(args[0]->b_edev) && args[1]->dev_minor == getminor(args[0]->b_edev)] = count();
	@ok["names", args[1]->dev_name == $$1 && args[1]->dev_pathname == "<unknown>" && args[2]->fi_pathname == "<unknown>"] = count();
	@ok["block", args[0]->b_blkno % 128 == 0 && args[0]->b_blkno == args[0]->b_lblkno] = count();
}
io:::start /args[1]->dev_statname == $$1 && args[0]->b_flags & B_READ && args[0]->b_bcount > 100000/
{
	@r[args[0]->b_bcount] = count();
}
io:::done /start[args[0]->b_edev, args[0]->b_blkno]/
{
	@done[args[0]->b_bcount] = count();
	start[args[0]->b_edev, args[0]->b_blkno] = 0;
}
END {
	printa("start %@d x %d write\n", @w);
	printa("%s %d %@d\n", @ok);
	printa("done %@d x %d\n", @done);
	printa("read %@d x %d\n", @r);
}
END
"$SONDE" -c "sh -c 'dd if=/dev/zero of=$loop bs=64k count=4 oflag=direct status=none; dd if=$loop of=/dev/null bs=128k count=2 iflag=direct status=none'" \
	"$TMP/io.d" "${loop#/dev/}" > "$TMP/out"
losetup -d "$loop"
grep -v '^[a-z]* 1 4$\|^done 4 x 65536' "$TMP/out"

# >>> out
# start 4 x 65536 write
# read 2 x 131072
# <<<
