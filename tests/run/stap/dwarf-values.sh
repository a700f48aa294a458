#!/bin/sh
# @@needs: uprobe
# Values that gdb shows at the same places of the same program.
cat > "$TMP/x.stp" <<END
probe process("$TRIGGERS/subject").function("work") {
	printf("work k=%d a=%d next->a=%d in.y=%d to->x=%d text=%s name=%s\n", \$k, \$r->a, \$r->next->a, \$r->in->y,
	       \$r->to->x, user_string(\$r->next->text), user_string(&\$r->name[0]))
	printf("list %d %d hidden %d global %d msg=%s\n", \$r->list[1], \$r->list[\$k - 8], \$r->hidden,
	       \$global_counter, user_string(\$msg))
	p = \$r->next
	printf("kept %d %d\n", p->a, @cast(p, "struct rec")->in->x)
}
probe process("$TRIGGERS/subject").function("scale") { printf("scale %d by %d\n", \$value, \$by) }
probe process("$TRIGGERS/subject").statement("work@subject.c:63") {
	printf("inside=%d i=%d local=%d first=%d\n", \$inside, \$i, \$local, \$first)
}
probe process("$TRIGGERS/subject").function("work").label("failed") { println("never") }
probe process("$TRIGGERS/subject").function("work").return { printf("returned %d\n", \$return) }
probe process("$TRIGGERS/subject").function("flags") {
	printf("bits %d %d %d 0x%x %d\n", \$f->one, \$f->three, \$f->neg, \$f->wide, \$f->last)
}
probe process("$TRIGGERS/subject").function("pair") { printf("pair %d %d %d\n", \$p->first, \$p->second, \$extra) }
probe process("$TRIGGERS/subject").function("swap").return { printf("swap %d %d\n", \$return->first, \$return->second) }
probe process("$TRIGGERS/subject").function("shapes") {
	printf("shape %d %d %d %d\n", \$u->box->w, \$u->box->h, \$u->radius, \$s)
}
probe process("$TRIGGERS/subject").function("state") {
	printf("hidden %d tint %d thread %d table %d %d other %d\n", \$hidden, \$tint, \$per_thread, \$table[1]->a,
	       @var("table@subject.c")[2]->a, @var("hidden@subject_other.c"))
	# so many that clang would keep the address of the instruction pointer, which the verifier refuses
	t = user_string(@var("table@subject.c")[0]->name) . @var("table@subject.c")[1]$ . @var("global_counter")$
	if (@var("table@subject.c")[1]->a + @var("hidden@subject.c") + @var("global_counter") == 0 || t == "")
		println("nothing")
}
probe process("$TRIGGERS/subject").function("other") { printf("other %d %d %d\n", \$hidden, \$only_here[1], \$value) }
probe process("$TRIGGERS/subject").function("many") { printf("many %d %d %d %d\n", \$a1, \$a6, \$a7, \$a8) }
END
"$SONDE" -c "$TRIGGERS/subject 2" "$TMP/x.stp"

# >>> out
# work k=10 a=1 next->a=2 in.y=6 to->x=8 text=tail name=first
# list -2 3 hidden 77 global 7 msg=message
# kept 2 3
# scale 10 by 2
# inside=0 i=0 local=30 first=21
# inside=10 i=1 local=30 first=21
# inside=20 i=2 local=50 first=21
# scale 22 by 5
# returned 90
# bits 1 5 -7 0x123456789a 200
# pair 1000 2000 3
# swap 6 5
# shape 6 7 458758 1
# hidden 11 tint 5 thread 21 table 101 102 other 1100
# other 1100 3 0
# many 1 6 -7 68719476736
# work k=11 a=22 next->a=2 in.y=6 to->x=8 text=tail name=first
# list -2 -4 hidden 77 global 7 msg=message
# kept 2 3
# scale 11 by 2
# inside=0 i=0 local=33 first=23
# inside=11 i=1 local=33 first=23
# inside=22 i=2 local=55 first=23
# scale 45 by 5
# returned 99
# bits 1 5 -7 0x123456789a 200
# pair 1001 2000 3
# swap 6 5
# shape 6 7 458758 1
# hidden 12 tint -3 thread 22 table 102 102 other 1101
# other 1101 3 1
# many 1 6 -7 68719476736
# <<<
