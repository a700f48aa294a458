#!/bin/sh
# @@needs: raw_tp tool:dd
# @@why: operations on a file of ours, with its name and what was moved
printf 'hello world\n' > "$TMP/data"
cat > "$TMP/fs.d" <<'END'
fsinfo:::open, fsinfo:::read, fsinfo:::close
/pid == $target && args[0]->fi_name == "data"/
{
	@[probename, args[0]->fi_name, basename(args[0]->fi_dirname) == basename($$1), probename == "read" ? args[1] : 0] = count();
}
fsinfo:::write /pid == $target && args[1] == 12/ { @["write", "", args[0]->fi_name == "out", args[1]] = count(); }
END
"$SONDE" -c "dd if=$TMP/data of=$TMP/out bs=64 status=none" "$TMP/fs.d" "$TMP"
# all of them at once: where nothing but zeros stands in a firing, the verifier has to see that
"$SONDE" -q -e 'fsinfo::: { @b[args[0]->fi_mount, probename] = sum(1); } fsinfo:::open { @o[args[0]->fi_name] = count(); }
	BEGIN { exit(0); } END { trunc(@b); trunc(@o); printf("all"); }'

# >>> out
#
#   open                                                data                                                      1        0                1
#   read                                                data                                                      1        0                1
#   read                                                data                                                      1       12                1
#   write                                                                                                         1       12                1
#   close                                               data                                                      1        0                2
# all
# <<<
