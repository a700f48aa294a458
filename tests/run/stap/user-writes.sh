#!/bin/sh
# @@needs: uprobe kprobe tool:gcc
# With -g: members, elements, bit-fields, globals and thread-local data of a program, by = and op=, ++ and --, as statements and values.
cd "$TMP" || exit 1
cat > p.c <<'C'
#include <stdio.h>
struct s { int a; char c; short h; long l; unsigned f:3; int g:5; long wide:40; char nm[8]; struct s *n; int arr[4]; _Bool b;
	struct { unsigned x:4, y:4; } in; double d; };
int gi = 1;
static long gl = 2;
unsigned short gus = 3;
int garr[4] = { 1, 2, 3, 4 };
__thread int tl = 4;
__attribute__((noinline)) int f(struct s *s, short *sp)
{
	printf("a=%d c=%d h=%d l=%ld f=%d g=%d wide=%ld nm=%s arr=%d,%d,%d b=%d x=%d y=%d d=%g sp=%d\n", s->a, s->c, s->h, s->l, s->f, s->g,
	       (long)s->wide, s->nm, s->arr[0], s->arr[2], s->arr[3], s->b, s->in.x, s->in.y, s->d, *sp);
	printf("gi=%d gl=%ld gus=%d garr=%d,%d tl=%d\n", gi, gl, gus, garr[1], garr[2], tl);
	return s->a;
}
int main(void)
{
	struct s s = { 5, 'x', 7, 9, 1, -2, 3, "name", 0, { 1, 2, 3, 4 }, 0, { 1, 2 }, 0.5 };
	short sh = -1;

	s.n = &s;
	return f(&s, &sh) == 0;
}
C
gcc -g -O0 p.c -o p || exit 1
cat > x.stp <<'END'
probe process("./p").function("f") {
	$s->a = 50; $s->c = 121; $s->h = -70; $s->l = 1 << 40; $s->f = 9; $s->g = -5; $s->wide = -6
	$s->nm[0] = 0x4e; $s->b = 1; $s->in->y = 15; $s->d = 1 << 62; $sp[0] = 99
	@cast($s, "struct s")->arr[0] = 77; $s->n->n->arr[3] = 5
	$s->a++; ++$s->l; $s->h -= 5; $s->arr[2] <<= 4; $s->g *= 2; $s->in->x |= 6
	gave = $s->c = 122
	printf("%d %d %d %d %d %d\n", gave, $s->a++, ++$s->a, $s->f--, $s->wide += 2, $s->c)
	$gi = 100; $gi += 11; $gl = -200; $gus = 70000; $garr[1] = 22; @var("garr@p.c")[2] %= 2; $tl = 44
	i = 2; @var("garr@p.c")[i++] += 5; @cast(self($s), "s")->arr[i--] -= 1; println(i, n)
	t = $s
	t->n->arr[0] = t->arr[0] + 1
	try { @cast(8, "struct s")->a = 1 } catch (e) { println(substr(e, 0, 11)) }
	try { @cast(8, "struct s")->f = 1 } catch (e) { println(substr(e, 0, 11)) }
}
global n
function self(p) { n++; return p }
END
"$SONDE" stap -g x.stp -c "sh -c './p > shown'"
cat shown
"$SONDE" stap -g -p2 -e 'probe process("./p").function("f") { $s = 1; $s->nm = 2; $s->a .= "x"; $nope++ }' 2>&1 |
	grep -o 'error: [^:]*'
"$SONDE" stap -g -e 'probe process("./p").function("f") { $s = 1 }' -c ./p 2>&1 | grep -o 'cannot be carried out: [^:]*' | uniq

# >>> out
# 122 51 53 1 -4 122
# 21
# user memory
# user memory
# a=53 c=122 h=-75 l=1099511627777 f=0 g=-10 wide=-4 nm=Name arr=78,48,4 b=1 x=7 y=15 d=2 sp=99
# gi=111 gl=-200 gus=4464 garr=22,6 tl=44
# error: a char [8] cannot be written
# error: only '=' writes to a target variable
# error: unable to find local 'nope', [man error
# error: unresolved type 
# cannot be carried out: it lies in a register, which BPF programs cannot write; set_user_*() write to what it points to
# <<<
