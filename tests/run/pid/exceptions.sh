#!/bin/sh
# @@needs: uprobe
# Return probes of functions that an exception goes through: the program lives, each return is seen once with its
# value, and what was kept at the entry belongs to the call that returns.
T="$TRIGGERS/throws"
[ -x "$T" ] || { echo "no C++ compiler: not built"; exit 0; }
"$T" 6 | sort > "$TMP/alone"
cat > "$TMP/x.stp" <<END
global calls, ends, values
probe process("$T").function("*@throws.cpp").call { if (!isinstr(ppfunc(), "run")) calls[ppfunc()]++ }
probe process("$T").function("mid").return, process("$T").function("tail").return, process("$T").function("says").return,
      process("$T").function("table").return {
	ends[ppfunc()]++
	values[ppfunc()] .= sprintf(" %d", \$return)
}
probe process("$T").function("nest").return {
	ends[ppfunc()]++
	if (@entry(\$n) > 1)
		values[ppfunc()] .= sprintf(" %d(%d,%d)", \$return, @entry(\$n), @entry(\$x))
}
probe end {
	foreach (f+ in ends)
		printf("== %s %d/%d%s\n", f, ends[f], calls[f], f == "says" ? "" : values[f])
}
END
"$SONDE" -c "$T 6" "$TMP/x.stp" > "$TMP/out" 2>&1
grep '^==' "$TMP/out"
grep -v '^==' "$TMP/out" | sort | cmp - "$TMP/alone" && echo "the program did as without us"
"$SONDE" dtrace -q -c "$T 6" -n 'pid$target:a.out:mid:entry { self->x = arg0 }
	pid$target:a.out:mid:return { @[self->x, arg1] = count(); @c[ufunc(ucaller)] = count() }' 2>&1 | sed -n '/^$/,$p'
"$SONDE" -vv -c "$T 1" -e "probe process(\"$T\").function(\"mid\"), process(\"$T\").function(\"mid\").return { println(1) }" 2>&1 |
	sed -n 's/^armed by uprobe\(_multi\)\{0,1\}: [0-9]* x \([a-z ]*\), first .*/\2/p'	# what stands where

# >>> out
# == mid 4/6 42 44 48 50
# == nest 13/25 6(2,1) 9(3,1) 10(2,3) 13(3,3) 12(2,4) 15(3,4) 16(2,6) 19(3,6)
# == says 6/6
# == table 4/6 15 20 9 50
# == tail 9/19 4 4 8 8 10 10 14 14 10
# the program did as without us
#
#                 1               42                1
#                 2               44                1
#                 4               48                1
#                 5               50                1
#   throws`main                                                       4
# function entry
# return instruction
# <<<
