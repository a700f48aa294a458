/*
 * subject_odd.c - what else compilers make of C: bit-fields that cross bytes and lie in unnamed structures, objects in
 * registers, wide and floating-point numbers, variable arrays, statics, thread-locals, inlined calls in inlined calls,
 * tail calls, cold parts, shadowed names, computed jumps. tests/run/stap/debugger-odd.sh asks a debugger for each value.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <stdint.h>
#include <alloca.h>
#include <unistd.h>

#define NI __attribute__((noinline))
volatile long sink;
struct bits { unsigned a : 3; unsigned b : 7; int c : 9; unsigned long d : 50; signed char e : 2; _Bool f : 1; unsigned g : 30; unsigned : 0; unsigned h : 5; } __attribute__((packed));
struct bits2 { unsigned long long x : 33, y : 31; short s : 11; unsigned char z; };
struct anon { int tag; union { int i; long l; char c[8]; struct { short s0, s1; }; }; struct { unsigned lo : 4, hi : 4; }; };
struct small1 { char c; };
struct s12 { int a, b, c; };
struct s16 { long a; int b; short c; char d; };
struct s24 { long a, b, c; };
struct mix { int i; double d; };
struct fl { float x, y; };
struct node { struct node *next; int v; struct s12 arr[2]; };
typedef int (*op_t)(int, int);
enum big { LOWV = -5, HIGHV = 0x7fffffff };
enum uns { U0, UBIG = 0xfffffff0u };
typedef unsigned __int128 u128;

static int global_same = 41;
extern int other_same(int);
static __thread int tls_static = 5;
__thread long tls_global = 6;
const char *const names[] = { "zero", "one", "two" };
static const int ktab[4] = { 10, 20, 30, 40 };

NI int bitf(struct bits *p, struct bits v)
{
	int r = p->a + v.c;
	struct bits copy = v;
	copy.b++;
	sink += r;
	p->d++;
	sink += copy.b;
	return r + copy.d;
}
NI int bitf2(struct bits2 v, struct anon an)
{
	sink += v.x;
	an.hi++;
	sink += an.i + an.hi;
	return v.s + an.lo;
}
NI int smalls(struct small1 a, struct s16 d, struct s24 e)
{
	sink += a.c;
	e.b += d.d;
	sink += e.b;
	return d.b + (int)e.c;
}
NI struct s12 ret12(int a)
{
	struct s12 r = { a, a + 1, a + 2 };
	sink += r.b;
	return r;
}
NI struct s24 ret24(int a)
{
	struct s24 r = { a, a + 1, a + 2 };
	sink += r.b;
	return r;
}
NI double fmix(struct mix m, struct fl f, double d, float q, int after)
{
	double t = m.d * d;
	sink += m.i + after;
	t += f.x * q;
	sink += (long)t;
	return t;
}
NI long double ld(long double a, int b)
{
	long double r = a * b;
	sink += (long)r;
	return r;
}
NI u128 wide(u128 a, __int128 b, int c)
{
	u128 r = a * 3 + (u128)b;
	sink += (long)r + c;
	return r;
}
NI int vari(const char *fmt, ...)
{
	va_list ap;
	int total = 0;
	va_start(ap, fmt);
	for (const char *p = fmt; *p; p++) {
		int x = va_arg(ap, int);
		total += x;
		sink += x;
	}
	va_end(ap);
	return total;
}
NI int vla(int n, int m)
{
	int a[n];
	long grid[n][m];
	for (int i = 0; i < n; i++) {
		a[i] = i * 7;
		for (int j = 0; j < m; j++)
			grid[i][j] = i * 100 + j;
	}
	sink += a[n - 1];
	sink += grid[n - 1][m - 1];
	return a[n / 2] + (int)grid[1][1];
}
NI int statics(int by)
{
	static int calls = 3;
	static struct s12 kept = { 1, 2, 3 };
	calls += by;
	kept.b += by;
	tls_static++;
	tls_global += by;
	global_same++;
	sink += kept.b + calls + tls_static + (int)tls_global;
	{
		static int inner = 77;
		inner += by;
		sink += inner;
	}
	return calls;
}
static inline __attribute__((always_inline)) int lvl3(int z) { int q = z ^ 5; sink += q; return q * 2; }
static inline __attribute__((always_inline)) int lvl2(int y, int w) { int p = lvl3(y + 1); sink += p; return p + lvl3(w); }
static inline __attribute__((always_inline)) int lvl1(int x) { int o = lvl2(x, x * 2); sink += o; return o; }
NI int nested(int k, const char *s)
{
	int total = lvl1(k);
	sink += total;
	total += lvl1(total) + s[0];
	return total;
}
NI int tail2(int v, struct node *n) { sink += v; return n->v + v; }
NI int tail1(int v, struct node *n)
{
	int t = v * 3;
	sink += t;
	return tail2(t, n->next ? n->next : n);
}
NI int coldy(int v)
{
	int w = v * 9;
	if (__builtin_expect(w > 1000000, 0)) {
		fprintf(stderr, "cold %d\n", w);
		sink += w;
		abort();
	}
	sink += w;
	return w + 2;
}
NI static int cprop(int a, int fixed, int unused)
{
	int r = a;
	for (int i = 0; i < fixed; i++)
		r += ktab[i & 3] * a;
	sink += r;
	return r;
}
NI int add(int a, int b) { sink += a; return a + b; }
NI int fptr(op_t f, int a)
{
	op_t g = f;
	int r = g(a, 3);
	sink += r;
	return r;
}
NI int loops(int n)
{
	int acc = 0;
	unsigned char bytes[40];
	for (int i = 0; i < 40; i++)
		bytes[i] = (unsigned char)(i * n);
	for (int i = 0; i < n; i++) {
		int sq = i * i;
		for (int j = i; j < n; j++) {
			long cube = (long)sq * j;
			acc += (int)cube;
			sink += bytes[(acc & 31)];
		}
	}
	switch (acc & 3) {
	case 0: { int c0 = acc + 1; sink += c0; break; }
	case 1: { int c1 = acc + 2; sink += c1; break; }
	default: { int c2 = acc + 3; sink += c2; }
	}
	return acc;
}
NI int enums(enum big b, enum uns u, _Bool flag, char ch, unsigned char uch, short sh, unsigned short ush)
{
	enum big local = flag ? b : HIGHV;
	sink += local + (int)u;
	sink += ch + uch + sh + ush;
	return local == LOWV;
}
NI long many(long a, long b, long c, long d, long e, long f, long g, struct s24 h, char i, struct s12 j)
{
	sink += g + h.b;
	i++;
	sink += i + j.c;
	return a + b + c + d + e + f + h.a;
}
NI int shadow(int x)
{
	int y = x + 1;
	sink += y;
	{
		int x = y * 2;
		sink += x;
		{
			char x = (char)y;
			sink += x;
		}
		y += x;
	}
	return x + y;
}
NI int strs(char *p, const char **list, char buf[16], unsigned char *ub)
{
	char local[12] = "local";
	const char *q = names[1];
	strcpy(buf, p);
	local[0] = 'L';
	sink += local[1] + *q + ub[0];
	__asm__ volatile("" : : "r"(local) : "memory");
	return (int)strlen(buf) + list[1][0];
}
NI void noret(int code)
{
	sink += code;
	if (sink != 0x12345678) {
		fflush(NULL);
		_exit(code);
	}
}
NI int recur(int d, struct node *up)
{
	struct node me = { up, d, { { d, d, d }, { d + 1, d + 1, d + 1 } } };
	if (d <= 0)
		return up ? up->v : 0;
	sink += me.v;
	return recur(d - 1, &me) + d;
}
NI int goto_test(int v)
{
	int r = 0;
	void *t[] = { &&one, &&two };
	goto *t[v & 1];
one:
	r = v + 1;
	sink += r;
	return r;
two:
	r = v + 2;
	sink += r;
	return r;
}
static int nest_host(int n)
{
	int (*f)(int, int) = add;
	volatile int vol = n;
	register int rg = vol + 1;
	int *restrict pv = (int *)&vol;
	sink += rg + *pv;
	return f(rg, vol);
}
int main(int argc, char **argv)
{
	struct bits b = { 5, 100, -200, 0x3ffffffffffffUL, -1, 1, 0x2fffffff, 21 };
	struct bits2 b2 = { 0x1ffffffffULL, 0x7fffffff, -3, 200 };
	struct anon an = { .tag = 9, .l = 0x1133445566778899L, .lo = 3, .hi = 12 };
	struct s24 e = { 11, 22, 33 };
	struct node n0 = { NULL, 50, { { 1, 2, 3 }, { 4, 5, 6 } } }, n1 = { &n0, 60, { { 7 }, { 8 } } };
	char buf[16];
	for (int round = 0; round < argc; round++) {
		sink += bitf(&b, b);
		sink += bitf2(b2, an);
		sink += smalls((struct small1){ 'x' }, (struct s16){ 7, 8, 9, 10 }, e);
		sink += ret12(round).c + ret24(round).c;
		sink += (long)fmix((struct mix){ 3, 1.5 }, (struct fl){ 0.5f, 0.25f }, 2.25, 8.0f, 77);
		sink += (long)ld(1.25L, 3);
		sink += (long)wide(((u128)1 << 70) + 5, -3, 9);
		sink += vari("abc", round, 20, 30);
		sink += vla(3 + round, 4);
		sink += statics(round);
		sink += nested(round + 2, "str");
		sink += tail1(round + 1, &n1);
		sink += coldy(round);
		sink += cprop(round, 6, 1) + cprop(round + 1, 6, 1);
		sink += fptr(add, round);
		sink += loops(4);
		sink += enums(LOWV, UBIG, round & 1, 'c', 250, -4, 65000);
		sink += many(1, 2, 3, 4, 5, 6, 7, e, 'i', (struct s12){ 1, 2, 3 });
		sink += shadow(round + 4);
		sink += strs("text", (const char **)names, buf, (unsigned char *)"ub");
		sink += recur(3, &n0);
		sink += goto_test(round);
		sink += nest_host(round) + other_same(round);
	}
	noret(0);
	return 0;
}
