#!/bin/sh
# @@needs: kprobe
# @@why: a function of a module: every read of a file on the overlay goes through ovl_read_iter
said="WARNING: 'ovl_read_iter' is in the module overlay on this system: identifier 'kernel' at <input>:1:7"
none() { printf '25\n%s\n1\n' "$said"; exit 0; }
grep -q '^overlay' /proc/modules || none	# built in or absent: nothing to see
echo 123456 > "$TMP/file"
[ "$(stat -f -c %T "$TMP/file")" = overlayfs ] || none
"$SONDE" -c "$TRIGGERS/sys fread 25 $TMP/file" -e 'fbt:overlay:ovl_read_iter:entry /pid == $target/ { self->in = 1; }
	fbt:overlay:ovl_read_iter:return /self->in && arg1 == 1/ { @ = count(); self->in = 0; }
	END { printa("%@d\n", @); }' | grep .
# SystemTap: a script that thinks it is in the kernel itself
"$SONDE" stap -c "$TRIGGERS/sys fread 25 $TMP/file" -e 'probe kernel.function("ovl_read_iter") { if (pid() == target()) n += pp() == "kernel.function(\"ovl_read_iter\")" }
	probe end { println(n >= 25) } global n' 2>&1 | grep -v '^ '

# >>> out
# 25
# WARNING: 'ovl_read_iter' is in the module overlay on this system: identifier 'kernel' at <input>:1:7
# 1
# <<<
