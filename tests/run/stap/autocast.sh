#!/bin/sh
# @@needs: uprobe   @@why: a variable given a typed pointer has members and texts: ->, [], $, $$, through functions; @enum of a program's types
cat > "$TMP/x.stp" <<'END'
function next_of(x) { return @cast(x, "rec")->next }
function number(x) { return x->a }
function inner(x) { return x->in$ }
function name_of(t) { return t->comm$ }
function own_name() { t = task_current(); return t->comm$ }
probe process.function("work") {
	t = $r
	println(t->a, " ", t->in->y, " ", t->next->a, " ", t->list[1], " ", t->a$, " ", t->list[0]$)
	n = t->next
	println(n->a, " ", n->in$, " ", t->next->in$$, " ", t->name$)
	o = t
	println(o->in$, " ", @defined(o->in$), @defined(o->nothing), @defined(o->nothing$))
	c = @cast($r, "rec")->next
	a = &$r->in
	println(c->a, " ", a->x, " ", a$, " ", ($k ? $r->next : $r)->in$)
	f = next_of($r)
	println(f->a, " ", next_of($r)->in$, " ", number($r), number($r->next), " ", inner($r))
	println(t$ == $r$, " ", t->next$$ == $r->next$$)
	me = task_current()
	println(me->comm$, " ", me->pid == tid(), me->real_parent->tgid == ppid(), " ", task_current()->comm$$, " ",
		name_of(me), " ", own_name(), " ", pid2task(pid())->comm$, " ", @defined(task_current()->nothing))
	exit()
}
END
"$SONDE" -c "$TRIGGERS/subject 2" "$TMP/x.stp"
cat > "$TMP/return.stp" <<'END'
probe process.function("work").return {
	t = $r
	e = @entry($r->next)
	println(t->in$, " ", e->in$)
	exit()
}
probe begin { t = task_current(); println(t->pid == pid(), " ", t->comm$ == sprintf("\"%s\"", execname())) }
END
"$SONDE" -w -c "$TRIGGERS/subject 2" "$TMP/return.stp"
"$SONDE" -c "$TRIGGERS/subject 2" -e 'function green() { return @enum("GREEN") }
	probe process.function("main") { println(green(), @enum("BLUE"), " ", @enum("PIDTYPE_PGID")) exit() }'
# what is called on the way to a text is called once
"$SONDE" -w -c "$TRIGGERS/subject 2" -e 'global n
	function rec(p) { n++; return @cast(p, "rec") }
	function one() { n += 10; return 1 }
	function text(p) { return rec(p)->in$ }
	probe process.function("work") {
		i = 0
		println(rec($r)->in$, " ", n, " ", @cast(one() ? $r : 0, "rec")->in$, " ", n, " ", rec($r)->list[one()]$, " ", n)
		println(text($r), " ", n, " ", $r->list[i++]$, i, " ", rec($r)->in$ == rec($r)->in$, " ", n)
		unused = rec($r)->in$
		println(rec($r)->name$, " ", @defined(rec($r)->nothing$), " ", n)
		exit()
	}'

# >>> out
# 1 6 2 -2 1 1
# 2 {.x=3, .y=4} {.x=3, .y=4} "first"
# {.x=5, .y=6} 100
# 2 5 {.x=5, .y=6} {.x=3, .y=4}
# 2 {.x=3, .y=4} 12 {.x=5, .y=6}
# 1 1
# "subject" 11 "subject" "subject" "subject" "subject" 0
# 1 1
# {.x=5, .y=6} {.x=3, .y=4}
# 5-3 2
# {.x=5, .y=6} 1 {.x=5, .y=6} 11 -2 22
# {.x=5, .y=6} 23 11 1 25
# "first" 0 27
# <<<
