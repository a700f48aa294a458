#!/bin/sh
# @@needs: uprobe tool:gcc   @@why: recursive functions of kernel handlers read memory: lists, trees, the parents of a task
cat > "$TMP/t.c" <<'END'
#include <unistd.h>
struct node { long v; const char *name; struct node *left, *right; };
struct cell { int v; struct cell *next; };
__attribute__((noinline)) void look(struct node *t, struct cell *l) { __asm__ volatile("" :: "r"(t), "r"(l) : "memory"); }
int main(void)
{
	struct node a = { 1, "one" }, c = { 3, "three" }, b = { 2, "two", &a, &c }, e = { 5, "five", (void *)8 }, d = { 4, "four", &b, &e };
	struct cell l[20];
	for (int i = 0; i < 20; i++)
		l[i] = (struct cell){ i, i < 19 ? &l[i + 1] : 0 };
	look(&b, &l[14]);
	look(&d, &l[0]);
	return 0;
}
END
gcc -g -O1 -o "$TMP/t" "$TMP/t.c"
cat > "$TMP/s.stp" <<'END'
global down, ups
function total(t) { return t ? t->v + total(t->left) + total(t->right) : 0 }
function show(t, depth) { if (!t) return; show(t->left, depth + 1); printf("%*s%s\n", depth, "", user_string(t->name)); show(t->right, depth + 1) }
function text:string(t) { return t ? sprintf("(%s %s %s)", text(t->left), user_string(t->name), text(t->right)) : "." }
function length(l) { return l ? 1 + length(l->next) : 0 }
function evens(l) { return l ? (l->v & 1 ? 0 : l->v) + odds(l->next) : 0 }
function odds(l) { return l ? evens(l->next) : 0 }
function last(l) { return l->next ? last(l->next) : l }
function count(t) { if (t) { down[t->v]++; count(t->left); count(t->right) } }
function generation(t) { return t->pid <= 1 ? 0 : 1 + generation(t->real_parent) }
function line:string(t) { return t->pid == target() ? "target" : line(@cast(t, "task_struct")->real_parent) . "-" . kernel_string(t->comm) }
probe process("t").function("look") {
	if (!ups++) {
		println(total($t), " ", text($t), " ", length($l), " ", evens($l), " ", last($l)->v)
		show($t, 1)
		count($t)
		up = generation(task_current())
		for (t = task_current(); t->pid > 1; t = t->real_parent) up--
		println(up, " ", line(task_current()))
		next
	}
	try { println(length($l)) } catch (e) { println(e) }
	try { println(text($t)) } catch (e) { println(e) }
	foreach (v in down+) printf("%d:%d ", v, down[v])
	println("")
	println(total($t))
}
END
cd "$TMP"
"$SONDE" -w -c ./t s.stp 2>&1 | sed "s|$TMP|TMP|g; s/ *\$//"

# >>> out
# 6 ((. one .) two (. three .)) 6 48 19
#   one
#  two
#   three
# 0 target
# MAXNESTING exceeded
# read fault [man error::fault] at 0x18
# 2:1 1:1 3:1
# s.stp:2:32: error: read fault [man error::fault] at 0x8 in probe process("TMP/t").function("look@TMP/t.c:4")
#     2 | function total(t) { return t ? t->v + total(t->left) + total(t->right) : 0 }
#       |                                ^^^^
# <<<
