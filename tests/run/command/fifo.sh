#!/bin/sh
# @@why: a script that comes out of a FIFO, which can be read once; output that does not fit its disk
mkfifo "$TMP/script"
XDG_CACHE_HOME=$TMP; export XDG_CACHE_HOME	# clang runs, and would open the file it finds named
echo 'probe begin { println("from a fifo") println(1 / 0) }' > "$TMP/script" &
timeout 15 "$SONDE" --lang stap "$TMP/script" 2>&1 | sed "s:$TMP/::"
for n in 1 200 2000; do		# less than the buffer of standard output, more, much more
	"$SONDE" -e "probe begin { for (i = 0; i < $n; i++) println(\"0123456789abcdef0123456789abcdef\"); exit() }" > /dev/full
	echo $?
done 2>&1

# >>> out
# from a fifo
# script:1:46: error: division by 0 in probe begin
#     1 | probe begin { println("from a fifo") println(1 / 0) }
#       |                                              ^^^^^
# sonde: error: cannot write the output: No space left on device
# 1
# sonde: error: cannot write the output: No space left on device
# 1
# sonde: error: cannot write the output: No space left on device
# 1
# <<<
