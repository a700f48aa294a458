#!/bin/sh
# @@needs: fentry
# @@why: types of a module come from its own BTF
[ -e /sys/kernel/btf/overlay ] || { echo file; exit 0; }
echo 123456 > "$TMP/file"
[ "$(stat -f -c %T "$TMP/file")" = overlayfs ] || { echo file; exit 0; }
"$SONDE" -c "$TRIGGERS/sys fread 3 $TMP/file" -e 'fbt:overlay:ovl_read_iter:entry /pid == $target && args[1]->count == 1/ {
	@[stringof(args[0]->ki_filp->f_path.dentry->d_name.name)] = count(); }
	END { trunc(@, 1); printa("%s\n", @); }' | grep .

# >>> out
# file
# <<<
