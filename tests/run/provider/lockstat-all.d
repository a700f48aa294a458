/* @@needs: fentry   @@trigger: sys fread 5 /proc/version
   @@why: where functions can be probed a mutex that is free is seen, too: each read takes that of the file */
lockstat:::adaptive-acquire /pid == $target/ { @n["acquired", args[0] != NULL] = count(); got[args[0]] = 1; }
lockstat:::adaptive-release /pid == $target && got[args[0]]/ { @n["released", args[0] != NULL] = count(); }
lockstat:::rw-release { @rw[args[0] != NULL, args[1] == RW_READER || args[1] == RW_WRITER] = count(); }
lockstat:::spin-release /pid == $target/ { @s[args[0] != NULL] = count(); }
END { printa("%s %d %@d\n", @n); trunc(@rw); trunc(@s); }

/* >>> out like
acquired 1 ([5-9]|\d\d+)
released 1 ([5-9]|\d\d+)
...
<<< */
