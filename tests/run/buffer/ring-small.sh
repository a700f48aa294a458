# @@why: bufpolicy=ring with a small buffer loses nothing on the way to it: no drops, and the last ones are there

"$SONDE" dtrace -x bufpolicy=ring -x bufsize=1k -qn '
syscall::write:entry / pid == $target / { printf("%d\n", ++n); }' -c 'dd if=/dev/zero of=/dev/null bs=1 count=30000 status=none' \
	>"$TMP/out" 2>"$TMP/err"
grep -c drop "$TMP/err"
sort -n "$TMP/out" | tail -n 1

# >>> out
# 0
# 30000
# <<<
