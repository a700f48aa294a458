#!/bin/sh
# @@needs: fentry   @@timeout: 60   @@why: scsi.* and ioblock.* fire with the values of the command, by a module's functions and tracepoint
# only in a guest, where no disk is anybody's
if [ -e /run/share/inside ] && modprobe scsi_debug dev_size_mb=8 2> /dev/null && modprobe sd_mod; then
	disk=
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		disk=$(ls /sys/bus/pseudo/drivers/scsi_debug/adapter0/host*/target*/*:*/block 2> /dev/null | head -n 1)
		[ -z "$disk" ] || [ ! -b "/dev/$disk" ] || break
		sleep 0.5
	done
	"$SONDE" -e 'global n
		probe scsi.iodispatching, scsi.iodone { if (request_bufflen == 8192 && data_direction == 1) n[sprintf("%s %d %d %d %s %s %d", name, channel, lun, dev_id,
				device_state_str, data_direction_str, request_bufflen)]++ }
		probe scsi.iocompleted { if (request_bufflen == 8192 && data_direction == 1) n[sprintf("%s %d", name, goodbytes)]++ }
		probe scsi.ioentry { entered++ }
		global entered
		probe scsi.ioexecute { if (data_direction_str == "FROM_DEVICE" && timeout > 0 && retries > 0) n[name]++ }
		probe scsi.set_state { n[sprintf("%s %s %s", name, old_state_str, state_str)]++ }
		probe ioblock.request { if (isinstr(devname, "sd") && rw && size == 8192) n[sprintf("%s %d %d", name, sector, size)]++ }
		probe ioblock.end { if (isinstr(devname, "sd") && rw && size == 8192) n[sprintf("%s %d %d %d", name, sector, bytes_done, error)]++ }
		probe end { foreach (k+ in n) println(k); println(entered > 0) }' -c "sh -c '
			dd if=/dev/zero of=/dev/$disk bs=8192 count=1 seek=1 oflag=direct status=none
			cd /sys/block/$disk/device; echo 1 > rescan; echo offline > state; echo running > state'"
else
	sed -n 's/^# //; /^>>>/,/^<<</p' "$0" | grep -v '>>>\|<<<'
fi

# >>> out
# ioblock.end 16 8192 0
# ioblock.request 16 8192
# scsi.iocompleted 8192
# scsi.iodispatching 0 0 0 RUNNING TO_DEVICE 8192
# scsi.iodone 0 0 0 RUNNING TO_DEVICE 8192
# scsi.ioexecute
# scsi.set_state OFFLINE RUNNING
# scsi.set_state RUNNING OFFLINE
# 1
# <<<
