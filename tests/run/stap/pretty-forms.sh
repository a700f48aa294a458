#!/bin/sh
# @@only: host   @@needs: uprobe tool:gcc
# How values of all shapes are shown to the character; floats, arrays without bounds; what surrounds a mark.
cd "$TMP" || exit 1
cat > p.c <<'C'
#include <stdint.h>
struct pt { int x, y; };
struct odd {
	signed char sc[2]; int8_t i8; unsigned char text[4]; char name[4];
	union { int i; unsigned u; };
	struct { short s; char c; };
	int (*fn)(int); float f; double d; struct pt in, *p; struct pt arr[2]; int m[2][2];
	int tail[1];
	int more[2];
};
struct wide { int a, b[2], c; struct pt p; int v[30], w01, w02, w03, w04, w05, w06, w07, w08, w09, w10, w11, w12, w13, w14, w15, w16,
	w17, w18, w19, w20, w21, w22, w23, w24, w25, w26, w27; struct { int last1, last2; } l; int end; };
static int twice(int a) { return 2 * a; }
struct odd odd = { { -1, 2 }, -3, "abc", "nam", { -4 }, { 5, 'c' }, twice, 1.5f, -2.25, { 6, 7 }, 0, { { 8, 9 } }, { { 1, 2 }, { 3, 4 } },
	{ 10 }, { 11, 12 } };
struct wide wide = { 1, { 2, 3 }, 4, { 5, 6 } };
double number = 3.5;
struct text { int n; char data[]; } text = { 4, "flex" };
__attribute__((noinline)) int show(struct odd *o, struct wide *w, struct pt pt, int (*fn)(int))
{
	struct pt two[2] = { pt, { 3, 4 } };
	double half = number / 2;
	float quarter = half / 2;

	return o->more[0] + w->a + fn(two[0].x) + (int)half + (int)quarter;
}
__attribute__((noinline)) int marked(int n, struct pt *p)
{
	int local = n * 2;
	__asm__ volatile("990: nop\n.pushsection .note.stapsdt,\"?\",\"note\"\n.balign 4\n.4byte 992f-991f, 994f-993f, 3\n"
		"991: .asciz \"stapsdt\"\n992: .balign 4\n993: .8byte 990b\n.8byte _.stapsdt.base\n.8byte 0\n"
		".asciz \"prov\"\n.asciz \"here\"\n.asciz \"8@%0\"\n994: .balign 4\n.popsection\n"
		".pushsection .stapsdt.base,\"aG\",\"progbits\",.stapsdt.base,comdat\n.weak _.stapsdt.base\n"
		".hidden _.stapsdt.base\n_.stapsdt.base: .space 1\n.size _.stapsdt.base, 1\n.popsection\n" :: "r" (p));
	return local + p->x;
}
__attribute__((noinline)) int leaf(int n) { __asm__ volatile(""); return n + 1; }
__attribute__((noinline)) int one(int n) { return leaf(n) * 2; }
__attribute__((noinline)) int two(int n) { return leaf(n * 10) + one(n); }
int main(void)
{
	odd.p = &odd.in;
	return show(&odd, &wide, odd.in, twice) + marked(21, &odd.arr[0]) + two(1) == 0;
}
C
gcc -g -O0 p.c -o p 2> log && gcc -g -O1 p.c -o p1 2>> log || { cat log; exit 1; }
cat > x.stp <<'END'
probe process("./p").statement("show@p.c:26") {
	println($o$); println($o$$); println($w$); println($w$$)
	println(@var("text")$$, @var("text")->data$)
	println(@defined($o->in), @defined($o->in->x), @defined(&$o->in), @defined($o->in$), @defined($o->arr), @defined($pt), @choose_defined($o->in, 5),
		@type_member_defined("struct odd", in), @defined(@var("text")))
	println($$parms, " ", $$locals, "\n", $fn$)
	printf("%s %s %s %s|%s %s\n", fp_to_string($half, 3), fp_to_string(fp32_to_fp64($quarter), 4), fp_to_string($o->d, 2),
	       fp_to_string(fp32_to_fp64($o->f), 2), $half$, @var("number")$)
	i = 2; j = -1
	printf("%d %d %d %d %d\n", $o->tail[1], $o->tail[i], $o->m[0][3], $o->m[i - 1][j], $o->arr[i + j]->x)
}
probe process("./p").mark("here") {
	t = @cast($arg1, "struct pt")
	printf("%d n=%d local=%d p->y=%d %d %s %d %d\n", strlen($$vars) > 0, $n, $local, $p->y, t->x, @cast($arg1, "pt")$, @defined($nosuch),
	       @cast($arg1, "pt", "./p")->y + @var("odd")->i8)
}
probe process("./p").syscall { if (@var("odd@p.c", "./p")->p && !n++) printf("%d\n", @cast(@var("odd@p.c", "./p")->p, "pt", "./p")->x) }
probe begin { printf("%d\n", &@cast(0, "struct odd", "./p")->i) }
global n
END
cat > m.c <<'C'
#define MARK(arg) __asm__ volatile("990: nop\n.pushsection .note.stapsdt,\"?\",\"note\"\n.balign 4\n" \
	".4byte 992f-991f, 994f-993f, 3\n991: .asciz \"stapsdt\"\n992: .balign 4\n993: .8byte 990b\n.8byte _.stapsdt.base\n" \
	".8byte 0\n.asciz \"prov\"\n.asciz \"many\"\n.asciz \"-4@%0\"\n994: .balign 4\n.popsection\n" \
	".ifndef _.stapsdt.base\n.pushsection .stapsdt.base,\"aG\",\"progbits\",.stapsdt.base,comdat\n.weak _.stapsdt.base\n" \
	".hidden _.stapsdt.base\n_.stapsdt.base: .space 1\n.size _.stapsdt.base, 1\n.popsection\n.endif\n" :: "r" (arg))
int count = 3;
__attribute__((noinline)) int a(int x, int y) { int z = x * 3; MARK(y); count += z; MARK(z); return z + y; }
__attribute__((noinline)) int b(long q, int x) { int z[2] = { x, x + 1 }; MARK(x); return z[1] + z[x & 1] + (int)q; }
int main(void) { return a(4, 5) + b(9, 7) == 0; }
C
gcc -g -O2 m.c -o m || exit 1
cat > m.stp <<'END'
probe process("./m").mark("many") { printf("%s %s x=%d %s count=%d %d\n", $$name, $$vars, $x, $z$, $count, @defined($q)) }
END
sonde() { "$SONDE" stap "$@" 2>&1 | sed 's/0x[0-9a-f]\{6,\}/ADDR/g'; }
sonde x.stp -c ./p | sed 's/^1 n=/n=/'
cat > y.stp <<'END'
probe process("./p1").function("two").callee("leaf").return { printf("two: leaf(%d) = %d\n", $n, $return) }
probe process("./p1").function("one").callee("leaf").return { printf("one: leaf = %d\n", $return) }
probe process("./p1").function("one").callee("*").call { printf("one calls %s(%d)\n", ppfunc(), $n) }
END
sonde -w y.stp -c ./p1
sonde m.stp -c ./m
sonde --skip-badvars -e 'probe process("./p").function("show") { t = @cast(8, "struct odd"); println(t->i, t->m[1][1], t->in->x, $nosuch, $o->nosuch) }' -c ./p
sonde -p2 -e 'probe process("./p").function("show") { println($half->x, $two[0], $o->in, $half[1]) }' | grep -o "error: [^:]*"

# >>> out
# 12
# {.sc=[...], .i8='\375', .text=[...], .name=[...], <union>={...}, <class>={...}, .fn=ADDR, .f=?, .d=?, .in={...}, .p=ADDR, .arr=[...], .m=[...], .tail=[...], .more=[...]}
# {.sc=['\377', ...], .i8='\375', .text="abc", .name="nam", <union>={.i=-4, .u=4294967292}, <class>={.s=5, .c='c'}, .fn=ADDR, .f=?, .d=?, .in={.x=6, .y=7}, .p=ADDR, .arr=[{.x=8, .y=9}, ...], .m=[[1, ...], ...], .tail=[10, ...], .more=[11, ...]}
# {.a=1, .b=[...], .c=4, .p={...}, .v=[...], .w01=0, .w02=0, .w03=0, .w04=0, .w05=0, .w06=0, .w07=0, .w08=0, .w09=0, .w10=0, .w11=0, .w12=0, .w13=0, .w14=0, .w15=0, .w16=0, .w17=0, .w18=0, .w19=0, .w20=0, .w21=0, .w22=0, .w23=0, .w24=0, .w25=0, .w26=0, .w27=0, .l={...}, .end=0}
# {.a=1, .b=[2, ...], .c=4, .p={.x=5, .y=6}, .v=[0, ...], .w01=0, .w02=0, .w03=0, .w04=0, .w05=0, .w06=0, .w07=0, .w08=0, .w09=0, .w10=0, .w11=0, .w12=0, .w13=0, .w14=0, .w15=0, .w16=0, .w17=0, .w18=0, .w19=0, .w20=0, .w21=0, .w22=0, .w23=0, .w24=0, .w25=0, .w26=0, ...}
# {.n=4, .data="flex"}"flex"
# 011110510
# o=ADDR w=ADDR pt={...} fn=ADDR two=[...] half=? quarter=?
# <function>:ADDR
# 1.750 0.8750 -2.25 1.50|? ?
# 11 12 4 2 0
# n=21 local=42 p->y=9 8 {.x=8, .y=9} 0 6
# 6
# two: leaf(10) = 11
# one calls leaf(1)
# one: leaf = 2
# many $arg1=0x5 x=4 12 count=3 0
# many $arg1=0xc x=4 12 count=15 0
# many $arg1=0x7 x=7 [7, ...] count=15 1
# 00000
# error: invalid access '->x' vs 'double'
# error: 'struct pt' is being accessed instead of a member
# error: invalid access '[]' vs 'double'
# <<<
