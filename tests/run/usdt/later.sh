#!/bin/sh
# @@needs: uprobe
# @@why: with -Z marks of a program that starts while we trace; names, arguments; those of before are not counted twice
marks="$TRIGGERS/marks"
cat > "$TMP/later.d" <<'END'
#pragma D option quiet
provider sondetest { probe values(long i, int minus, int seven, char *text) : (int seven, long i); };
BEGIN { printf("ready\n"); }
sondetest*:::guarded { guarded++; }
sondetest*:marks:main:values /arg0 == 5/ { @[probeprov, probemod, probefunc, probename, arg0, arg1, arg2, copyinstr(arg3)] = count(); }
sondetest*:::sizes /seen5/ { @sizes[arg0, arg1, arg2, arg3] = count(); seen5 = 0; }
sondetest*:::memory /arg1 == 5 && arg0 == 20/ { @memory = count(); }
sondetest*:::values /arg0 == 5/ { seen5 = 1; @typed[args[0], args[1]] = count(); }
sondetest*:::values /arg0 == 7/ { exit(0); }
END
"$SONDE" dtrace -Zs "$TMP/later.d" > "$TMP/out" &
tracer=$!
until grep -q ready "$TMP/out"; do sleep 0.05; done
"$marks" 1	# the mark that is guarded by a semaphore says when it is traced
until [ $? = 1 ]; do sleep 0.05; "$marks" 1; done
"$marks" 6
"$marks" 8
wait $tracer
cat "$TMP/out"

# >>> out
# ready
#
#   sondetest*                                          marks                                               main                                                values                                                            5               -5                7  text                                                              2
#                -1              200               -2       3000000000                2
#                 2
#         7                5                2
# <<<
