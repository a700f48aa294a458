#!/bin/sh
# @@needs: uprobe tool:gcc
# Types of @cast() out of the probed program, another program, a header, the kernel, or the first that has it.
P="$TRIGGERS/subject"
cat > "$TMP/x.stp" <<END
probe process("$P").function("work") {
	println(@cast(\$r, "rec")->next->a, " ", @cast(\$r, "struct rec")->in->y, " ", @cast(&\$r->in, "inner")->y)
	println(@cast(\$r, "struct rec", "$P")->a, " ", @cast(\$r, "rec", "kernel:<stdio.h>:$P")->a)
	println(&@cast(0, "struct stat", "<sys/stat.h>")->st_size, " ", &@cast(0, "timeval", "<sys/time.h>")->tv_usec)
	println(@cast(task_current(), "task_struct", "kernel")->tgid == pid())
	t = \$r
	t = t->next
	println(t->in->x)
}
probe begin { println(&@cast(0, "rec", "$P")->text) }
END
"$SONDE" -c "$P 1" "$TMP/x.stp"
"$SONDE" -p2 -e 'probe begin { println(@cast(0, "nothing", "<no-such-header.h>")->x) }' 2>&1 | head -1

# >>> out
# 48
# 2 6 6
# 1 1
# 48 8
# 1
# 3
# <command line>:1:23: error: type definition 'nothing' not found in that module's types [TYPE_ERR]
# <<<
