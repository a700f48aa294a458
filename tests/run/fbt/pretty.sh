#!/bin/sh
# @@needs: kprobe tp_btf   @@why: a call graph with all parameters: more members of two large structures than fit on the stack
"$SONDE" stap -e 'probe kernel.function("vfs_mkdir").call { printf("%s %s %s\n", thread_indent(1), ppfunc(), $$parms$) }
	probe kernel.function("vfs_mkdir").return { printf("%s %s %s\n", thread_indent(-1), ppfunc(), $$return$) }' \
	-c "mkdir $TMP/made" > "$TMP/out" 2> "$TMP/err"
cat "$TMP/err"
grep -m 1 -o 'vfs_mkdir .*dir={\.i_mode=[1-9][0-9]*, \.i_opflags=' "$TMP/out" | sed 's/ .*//'
grep -o 'vfs_mkdir return=.*' "$TMP/out" | sed 's/0xff.*/0/' | sort -u

# >>> out
# vfs_mkdir
# vfs_mkdir return=0
# <<<
