#!/bin/sh
# @@needs: kprobe
# @@why: a function of a module: every read of a file on the overlay goes through ovl_read_iter
grep -q '^overlay' /proc/modules || { echo 25; exit 0; }	# built in or absent: nothing to see
echo 123456 > "$TMP/file"
[ "$(stat -f -c %T "$TMP/file")" = overlayfs ] || { echo 25; exit 0; }
"$SONDE" -c "$TRIGGERS/sys fread 25 $TMP/file" -e 'fbt:overlay:ovl_read_iter:entry /pid == $target/ { self->in = 1; }
	fbt:overlay:ovl_read_iter:return /self->in && arg1 == 1/ { @ = count(); self->in = 0; }
	END { printa("%@d\n", @); }' | grep .

# >>> out
# 25
# <<<
