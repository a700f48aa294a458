#!/bin/sh
# @@needs: uprobe
# @@why: SystemTap's names of marks: by path, number and target, in a library, with patterns
cat > "$TMP/x.stp" <<END
global n, all
probe process("$TRIGGERS/marks").mark("two__words") { n <<< \$arg1 }
probe process("$TRIGGERS/marks").mark("values") { printf("%d %d %d %s\n", \$arg1, \$arg2, \$arg3, user_string(\$arg4)) }
probe process.provider("sonde*").mark("simple") { all++ }
probe process("$TRIGGERS/marks").library("libtrig.so").provider("sondelib").mark("in*") { all += 100 }
probe process.mark("guarded") { all += 10000 }
probe process("$TRIGGERS/marks").mark("no_such")? { }
probe end { printf("%d %d %d\n", @count(n), @sum(n), all) }
END
"$SONDE" -c "$TRIGGERS/marks 3" "$TMP/x.stp"
"$SONDE" -L "process(\"$TRIGGERS/marks\").provider(\"sondeo*\").mark(\"*\")" \
	-L "process(\"$TRIGGERS/marks\").mark(\"val*\")" | sed "s,$TRIGGERS,DIR,"
"$SONDE" -e "probe process(\"$TRIGGERS/marks\").mark(\"sizes\") { println(\$arg9) }" 2>&1 | grep -o 'alternatives: .*)'
# pp() of who reads arguments is the place, and names no function
"$SONDE" -c "$TRIGGERS/marks 1" -e "probe process(\"$TRIGGERS/marks\").mark(\"values\") { printf(\"%s [%s] %s %d\n\", pp(), ppfunc(), \$\$name, \$arg1) }
	probe process(\"$TRIGGERS/marks\").mark(\"values\") { printf(\"%s [%s] %s\n\", pp(), ppfunc(), probefunc()) }" |
	sed "s,$TRIGGERS,DIR,; s/0x[0-9a-f]*/ADDR/" | sort

# >>> out
# 0 0 7 text
# 1 -1 7 text
# 2 -2 7 text
# 6 6 30306
# process("DIR/marks").provider("sondeother").mark("simple")
# process("DIR/marks").provider("sondetest").mark("values") $arg1:long $arg2:long $arg3:long $arg4:long
# alternatives: $arg1, $arg2, $arg3, $arg4)
# process("DIR/marks").statement(ADDR) [] main
# process("DIR/marks").statement(ADDR) [] values 0
# <<<
