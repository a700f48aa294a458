#!/bin/sh
# @@why: families of points that are not here are named, with what answers instead; switch_file()
for p in 'lsm.file_open' 'kernel.lsm("file_open")' 'kernel.mark("x")' 'generic.aop.readpage' \
	'java("x").class("C").method("m")' 'python.line' 'python3.module("m").function("f").call' 'stap.pass0' 'staprun.start' \
	'hotspot.gc_begin' 'nfsd.proc2.write_all'; do
	"$SONDE" stap -e "probe $p { }" > "$TMP/out" 2>&1 && echo "runs: $p"
	grep -q 'hint: ' "$TMP/out" || echo "no hint: $p"
	sed -n '/is not here/s/: identifier.*//p' "$TMP/out" | cut -c 17-
done
"$SONDE" stap -e 'probe lsm.file_open ?, java("x").class("C").method("m") ?, begin { println("others go on") exit() }'
"$SONDE" stap -p2 -e 'probe vfs.block_sync_page { println(1) }' 2>&1 | sed -n 's/: identifier.*needs/ needs/; s/semantic error: \(.* needs\)/\1/p'
"$SONDE" stap -o "$TMP/f" -S 1,5 -e 'probe begin { println("a") switch_file() println("b") }
	probe timer.ms(50) { println("c") switch_file() println("d") exit() }'
cat "$TMP/f.0"; echo -; cat "$TMP/f.1"; echo -; cat "$TMP/f.2"

# >>> out
# lsm.file_open is not here: BPF's security hooks are not probed
# kernel.lsm("file_open") is not here: BPF's security hooks are not probed
# kernel.mark("x") is not here: kernels have no markers since 2.6.32
# generic.aop.readpage is not here: kernels have no generic address space operations since 5.19
# java("x").class("C").method("m") is not here: this needs an agent in the Java VM
# python.line is not here: this needs a Python that is built with marks
# python3.module("m").function("f").call is not here: this needs a helper module in Python
# stap.pass0 is not here: the translator does not probe itself
# staprun.start is not here: there is no staprun process
# hotspot.gc_begin is not here: it comes with the Java VM
# nfsd.proc2.write_all is not here: there are no points of that procedure
# others go on
# vfs.block_sync_page needs kernel.function("block_sync_page"), which this kernel does not have: identifier 'vfs' at :1:7
# a
# -
# b
# c
# -
# d
# <<<
