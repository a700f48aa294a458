/* @@why: declarations, own types, arrays, strings and operators as people mix them */
#pragma D option quiet
inline int MAXN[int a, int b] = a > b ? a : b;
inline string who = execname;
enum st { IDLE, BUSY = 3 };
typedef struct node { int v; struct node *next; char nm[4]; } node_t;
union u { int i; char c[4]; };
union u uu;
node_t nodes[3];
struct task_struct *saved[int];
string names[string, int];
self struct task_struct *st;
this char ch;
BEGIN {
	nodes[1].v = 5; nodes[2] = nodes[1]; nodes[2].v++;
	printf("%d %d %d\n", nodes[0].v, nodes[1].v, nodes[2].v);
	uu.i = 0x41424344; printf("%c%c %d\n", uu.c[0], uu.c[3], sizeof(uu));
	saved[1] = curthread; printf("%d\n", saved[1]->tgid == pid);
	self->st = curthread; printf("%d\n", self->st->pid == tid);
	names["a", 1] = "one"; names["b", 2] = strjoin(names["a", 1], "two");
	printf("%s %s %s|\n", names["a", 1], names["b", 2], names["c", 3] == NULL ? "none" : "some");
	this->ch = 'a' + 1; printf("%c %C\n", this->ch, '\n');
	printf("%d\n", MAXN[3, 9]);
	printf("%s\n", who);
	this->e = BUSY; printf("%d %s\n", this->e, this->e == BUSY ? "busy" : "idle");
	printf("%d %d %u %x\n", (char)200, (unsigned char)200, -1, (short)-1);
	printf("%s %s\n", basename("/a/b/c"), dirname("/a/b/c"));
	printf("%d %d\n", index("hello", "l"), rindex("hello", "l"));
	printf("%s %s\n", substr("hello", 1, 3), strstr("hello", "ll"));
	printf("%x %x %x\n", htons(0x1234), htonl(0x12345678), ntohs(0x1234));
	printf("%d\n", "abc" < "abd");
	printf("%s\n", lltostr(-5));
	printf("%-10s|%10s|%.2s|%5d|%-5d|%05d|%+d|%#x\n", "ab", "cd", "xyz", 42, 42, 42, 42, 255);
	i = 0; i++; ++i; i += 5; i *= 2; i -= 1; i /= 2; printf("%d\n", i);
	j = i > 3 && i < 10 || i == 100; printf("%d\n", j);
	k = (i = 3, i + 1); printf("%d %d\n", i, k);
	printf("%d\n", progenyof($pid));
	trace(5); trace("x"); trace(5ULL); printf("\n");
	exit(0);
}

/* >>> out
0 5 6
DA 4
1
1
one onetwo none|
b \n
9
sonde
3 busy
-56 200 4294967295 ffff
c /a/b
2 3
ell llo
3412 78563412 3412
1
-5
ab        |        cd|xy|   42|42   |00042|+42|0xff
6
1
3 4
1
5x5
<<< */
