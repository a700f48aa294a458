#!/bin/sh
# @@needs: kprobe tool:perl
# @@why: a function of which the compiler has left a changed copy alone is found by its plain name, with a warning
# all callers of do_pselect() agree on an argument: Debian's kernels have do_pselect.constprop.0 and no plain one
run="perl -e 'select(undef, undef, undef, 0.01) for 1..3'"
kept() {
	sed -E 's/\.(constprop|isra)\.[0-9]+/.COPY/' | grep -iEo 'warning: .*not known|^do_pselect .*|^kernel.*'
}
"$SONDE" dtrace -l -n 'fbt::do_pselect:' 2>&1 |
	awk '/changed copy/ { warned++ } /entry$|return$/ { print $4, $5 } END { print "warned", (warned > 0) }'
"$SONDE" -l 'kernel.function("do_pselect")' 2>&1 | kept
"$SONDE" dtrace -q -c "$run" -n '
	fbt::do_pselect:entry /pid == $target/ { @[probefunc, "entry"] = count(); }
	fbt::do_pselect:return /pid == $target/ { @[probefunc, arg1 ? "fails" : "is done"] = count(); }
	END { printa("%s %s %@d\n", @); }' 2>&1 | kept
"$SONDE" stap -c "$run" -e 'global n, m
	probe kernel.function("do_pselect") { if (pid() == target()) n[ppfunc(), pp()]++ }
	probe kernel.function("do_pselect").return { if (pid() == target()) m++ }
	probe end { foreach ([f, p] in n) println(f, " ", n[f, p], " ", p); println("do_pselect returns ", m) }' 2>&1 | kept | uniq
# by its whole name, and by a pattern with the dot of one
copy=$(awk '$3 ~ /^do_pselect\.(constprop|isra)\.[0-9]+$/ { print $3 }' /proc/kallsyms | head -n 1)
"$SONDE" -l "kernel.function(\"$copy\")" 2>&1 | kept
"$SONDE" -l "kernel.function(\"do_pselect.*\")" 2>&1 | kept
# what no prototype tells cannot be had by name
"$SONDE" stap -e 'probe kernel.function("do_pselect") { println($n) }' 2>&1 | grep -o "unable to find local"

# >>> out
# do_pselect entry
# do_pselect return
# warned 1
# warning: the compiler has left only a changed copy of the function, do_pselect.COPY: its arguments are not known
# kernel.function("do_pselect")
# WARNING: line 2: the compiler has left only a changed copy of the function, do_pselect.COPY: its arguments are not known
# WARNING: line 3: the compiler has left only a changed copy of the function, do_pselect.COPY: its arguments are not known
# do_pselect entry 3
# do_pselect is done 3
# WARNING: the compiler has left only a changed copy of the function, do_pselect.COPY: its arguments are not known
# do_pselect 3 kernel.function("do_pselect")
# do_pselect returns 3
# kernel.function("do_pselect.COPY")
# kernel.function("do_pselect.COPY")
# unable to find local
# <<<
