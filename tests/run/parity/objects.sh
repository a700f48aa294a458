#!/bin/sh
# @@only: host 6.1
# @@why: structures in arrays: absent ones, their parts, their strings and arrays
both() {	# FILE: the same from both executors
	for place in kernel user; do
		"$SONDE" -O place=$place "$1" > "$TMP/$place" 2>&1
	done
	diff "$TMP/kernel" "$TMP/user" && cat "$TMP/user"
}
cd "$TMP"
cat > absent.d <<'E'
struct in { int x; char nm[4]; };
struct both { int n; int k; int b1 : 4; int b2 : 9; struct in in; string s; };
struct both gs; struct both sa[int]; this int i; self struct both ss;
BEGIN { printf("1"); gs.n = 3; gs = sa[1]; printf("n is %d\n", gs.n); }
BEGIN { printf("2"); sa[2].n = 4; gs = sa[2]; printf("n is %d\n", gs.n);}
BEGIN { printf("3"); printf("%d\n", sa[3].n); }
BEGIN { printf("4"); printf("%d\n", sa[3].in.x); }
BEGIN { printf("5"); printf("%d\n", sa[3].b2); }
BEGIN { printf("6"); printf("%s\n", sa[3].s); }
BEGIN { printf("7"); gs.in = sa[3].in; }
BEGIN { printf("8"); trace(sa[3]); }
BEGIN { printf("9"); trace(sa[3].in); }
BEGIN { printf("10"); printf("%s", stringof(sa[3].in.nm)); }
BEGIN { printf("11"); printf("%d", sa[3].in.nm[2]); }
BEGIN { printf("12"); gs.s = sa[3].s; }
BEGIN { printf("13"); sa[4].s = "abc"; sa[4].in.nm[1] = 'x'; sa[4].b2 = -3; gs = sa[4]; printf("%s %c %d %d", gs.s, gs.in.nm[1], gs.b2, sa[4].b1); }
BEGIN { printf("14"); printf("%d", strlen(sa[3].s)); }
BEGIN { printf("15"); sa[5] = sa[4]; printf("%s", sa[5].s); }
BEGIN { printf("16"); this->i = sa[3].s == "abc"; printf("%d", this->i); }
BEGIN { gs.b1 = 1; gs.b2 = 2; printf("17"); gs.b1 ^= (gs.b2 += 4); gs.b2 -= gs.b1++; printf("%d %d", gs.b1, gs.b2); }
BEGIN { exit(0); }
E
both absent.d
cat > arrays.d <<'E'
struct in { int x; char nm[4]; int row[3]; };
struct in g; char c[4]; 
BEGIN { g.nm[1] = 'x'; g.row[1] = 5; c[2] = 'y'; printf("%d %d %d|", g.nm[1], g.row[1], c[2]); exit(0); }
BEGIN { g.row[2] = 9; printf("%d\n", g.row[2]); }
E
both arrays.d
cat > bits.d <<'E'
struct bits { int n; int b3 : 3; unsigned int b7 : 7; };
struct bits sb[int]; int k1[int]; int k2[int]; int k3[int]; int k4[int]; int k5[int]; int k6[int]; int k7[int]; int k8[int];
BEGIN { sb[1].b7 = 9; sb[1].b3 = -1; sb[1].n = 4; printf("%d %d", sb[1].b3 + sb[1].b7, sb[1].b7 + sb[1].b7 + sb[1].n + sb[1].n); }
BEGIN { k1[1] = sb[1].b7; k2[1] = k1[1] + sb[1].n; k3[1] = k2[1] + sb[1].b3; k4[sb[1].b7] = 1; printf(" %d", sb[1].b7 ^ sb[1].n); }
BEGIN { k5[1] = k6[1] + k7[1] + k8[1] + k4[9] + k3[1]; printf(" %d\n", k5[1] + sb[1].b7); exit(0); }
E
both bits.d
cat > shadow.d <<'E'
struct both { int8_t c; uint16_t us; int n; int b3 : 3; unsigned int b7 : 7; string name; };
struct both gs; string s0; struct both sa[int];
BEGIN { gs.us = (strlen(s0) ^ sa[1].b7); printf("%d\n", gs.us); exit(0); }
BEGIN { exit(0); }
E
both shadow.d

cat > kept.d <<'E'
#pragma D option quiet
struct inner { int a; int b; }; struct both { int n; string name; struct inner in; }; struct both gs; struct both sa[int]; self struct both st; this struct both ts; struct inner gi;
BEGIN { gs.n = 5; gs.name = "x"; gs.in.a = 7; }
BEGIN { gs.n++; gs = sa[2]; }
BEGIN { printf("%d %s\n", gs.n, gs.name); }
BEGIN { gs.in = sa[2].in; }
BEGIN { printf("%d %s\n", gs.in.a, gs.name); }
BEGIN { this->ts = gs; this->ts = sa[1]; }
BEGIN { printf("%d %s\n", this->ts.in.a, this->ts.name); }
BEGIN { sa[1] = gs; sa[1] = sa[2]; }
BEGIN { printf("%d %s\n", sa[1].in.a, sa[1].name); }
BEGIN { sa[1].in = sa[2].in; }
BEGIN { printf("%d %s\n", sa[1].in.a, sa[1].name); }
BEGIN { gs.name = strjoin("a", gs.name); gs.name = strjoin(gs.name, gs.name); sa[1].name = strjoin("b", sa[1].name); printf("%s %s\n", gs.name, sa[1].name); }
BEGIN { gs.name = strjoin("a", strchr("abc", 'x')); }
this string own; BEGIN { this->own = "own"; sa[7].name = this->own; this->ts.name = this->own; printf("%s\n", this->ts.name); }
BEGIN { printf("%s\n", gs.name); gi = gs.in; gi = sa[1].in; printf("%d\n", gi.a); exit(0); }
E
both kept.d

# >>> out
# absent.d:4:37: error: invalid address (0x0) in probe dtrace:::BEGIN
#     4 | BEGIN { printf("1"); gs.n = 3; gs = sa[1]; printf("n is %d\n", gs.n); }
#       |                                     ^^^^^
# 2n is 4
# absent.d:6:37: error: invalid address (0x0) in probe dtrace:::BEGIN
#     6 | BEGIN { printf("3"); printf("%d\n", sa[3].n); }
#       |                                     ^^^^^^^
# absent.d:7:37: error: invalid address (0xc) in probe dtrace:::BEGIN
#     7 | BEGIN { printf("4"); printf("%d\n", sa[3].in.x); }
#       |                                     ^^^^^^^^^^
# absent.d:8:37: error: invalid address (0x8) in probe dtrace:::BEGIN
#     8 | BEGIN { printf("5"); printf("%d\n", sa[3].b2); }
#       |                                     ^^^^^^^^
# absent.d:9:37: error: invalid address (0x14) in probe dtrace:::BEGIN
#     9 | BEGIN { printf("6"); printf("%s\n", sa[3].s); }
#       |                                     ^^^^^^^
# absent.d:10:30: error: invalid address (0xc) in probe dtrace:::BEGIN
#    10 | BEGIN { printf("7"); gs.in = sa[3].in; }
#       |                              ^^^^^^^^
# absent.d:11:28: error: invalid address (0x0) in probe dtrace:::BEGIN
#    11 | BEGIN { printf("8"); trace(sa[3]); }
#       |                            ^^^^^
# absent.d:12:28: error: invalid address (0xc) in probe dtrace:::BEGIN
#    12 | BEGIN { printf("9"); trace(sa[3].in); }
#       |                            ^^^^^^^^
# 10absent.d:14:36: error: invalid address (0x12) in probe dtrace:::BEGIN
#    14 | BEGIN { printf("11"); printf("%d", sa[3].in.nm[2]); }
#       |                                    ^^^^^^^^^^^^^^
# absent.d:15:30: error: invalid address (0x14) in probe dtrace:::BEGIN
#    15 | BEGIN { printf("12"); gs.s = sa[3].s; }
#       |                              ^^^^^^^
# 13abc x -3 0absent.d:17:43: error: invalid address (0x14) in probe dtrace:::BEGIN
#    17 | BEGIN { printf("14"); printf("%d", strlen(sa[3].s)); }
#       |                                           ^^^^^^^
# 15abcabsent.d:19:33: error: invalid address (0x14) in probe dtrace:::BEGIN
#    19 | BEGIN { printf("16"); this->i = sa[3].s == "abc"; printf("%d", this->i); }
#       |                                 ^^^^^^^
# 17-8 -1120 5 121|8 26 13 22
# shadow.d:3:31: error: invalid address (0x8) in probe dtrace:::BEGIN
#     3 | BEGIN { gs.us = (strlen(s0) ^ sa[1].b7); printf("%d\n", gs.us); exit(0); }
#       |                               ^^^^^^^^
# kept.d:4:22: error: invalid address (0x0) in probe dtrace:::BEGIN
#     4 | BEGIN { gs.n++; gs = sa[2]; }
#       |                      ^^^^^
# 6 x
# kept.d:6:17: error: invalid address (0x104) in probe dtrace:::BEGIN
#     6 | BEGIN { gs.in = sa[2].in; }
#       |                 ^^^^^^^^
# 7 x
# kept.d:8:35: error: invalid address (0x0) in probe dtrace:::BEGIN
#     8 | BEGIN { this->ts = gs; this->ts = sa[1]; }
#       |                                   ^^^^^
# 7 x
# kept.d:10:29: error: invalid address (0x0) in probe dtrace:::BEGIN
#    10 | BEGIN { sa[1] = gs; sa[1] = sa[2]; }
#       |                             ^^^^^
# 7 x
# kept.d:12:20: error: invalid address (0x104) in probe dtrace:::BEGIN
#    12 | BEGIN { sa[1].in = sa[2].in; }
#       |                    ^^^^^^^^
# 7 x
# axax bx
# kept.d:15:32: error: invalid address (0x0) in probe dtrace:::BEGIN
#    15 | BEGIN { gs.name = strjoin("a", strchr("abc", 'x')); }
#       |                                ^^^^^^^^^^^^^^^^^^
# own
# axax
# 7
# <<<
