#!/bin/sh
# @@needs: uprobe   @@why: values of the entry in return probes, in recursion too; text of variables; types through functions
cd "$TMP" || exit 1
cat > p.c <<'C'
struct in { int a; char c; };
struct rec { int n; char name[8]; struct in i; unsigned f:3; float d; int arr[4]; struct rec *next; };
__attribute__((noinline)) int work(struct rec *r, int k)
{
	r->n += k;
	if (k > 0)
		work(r, k - 1);
	return r->n;
}
int main(void)
{
	struct rec r = { 5, "bob", { 3, 'x' }, 5, 1.5, { 4, 5 }, 0 };

	return work(&r, 2) != 8;
}
C
cc -g -O0 -o p p.c || exit 1
trace() { "$SONDE" stap -c ./p -e "$1" 2>&1; }
trace 'probe process("./p").function("work").return {
	println($k, " ", $return, " ", $r->n, " ", @entry($r->n + 1), " ", $$return, " ", @defined($r->n), @defined($zz)) }'
trace 'probe process("./p").function("work").return { if ($k == 2) println($r$) }'
trace 'probe process("./p").function("work") { if ($k == 2) println($r$$, $r->i$, $r->name$, $r->arr$) }'
trace 'function same(r) { return r } probe process("./p").function("work") { t = same($r); if ($k == 2) println(t->i->a, @cast(t, "rec")->n, t->f) }'
trace 'probe process("./p").function("work") { println(&$r->f) }' | head -1

# >>> out
# WARNING: confusing usage, value is captured as @entry($k) in .return probe: identifier '$k' at <input>:2:10
#  source: 	println($k, " ", $return, " ", $r->n, " ", @entry($r->n + 1), " ", $$return, " ", @defined($r->n), @defined($zz)) }
#          	        ^
# WARNING: confusing usage, value is captured as @entry($r) in .return probe: identifier '$r' at :2:33
#  source: 	println($k, " ", $return, " ", $r->n, " ", @entry($r->n + 1), " ", $$return, " ", @defined($r->n), @defined($zz)) }
#          	                               ^
# 0 8 8 9 return=0x8 10
# 1 8 7 8 return=0x8 10
# 2 8 5 6 return=0x8 10
# WARNING: confusing usage, value is captured as @entry($k) in .return probe: identifier '$k' at <input>:1:52
#  source: probe process("./p").function("work").return { if ($k == 2) println($r$) }
#                                                             ^
# WARNING: confusing usage, value is captured as @entry($r) in .return probe: identifier '$r$' at :1:69
#  source: probe process("./p").function("work").return { if ($k == 2) println($r$) }
#                                                                              ^
# Number of similar warning messages suppressed: 2.
# Rerun with -v to see them.
# {.n=5, .name=[...], .i={...}, .f=5, .d=?, .arr=[...], .next=0x0}
# {.n=5, .name="bob", .i={.a=3, .c='x'}, .f=5, .d=?, .arr=[4, ...], .next=0x0}{.a=3, .c='x'}"bob"[4, ...]
# 355
# semantic error: bit-field 'f' has no address: identifier 'f' at <input>:1:54
# <<<
