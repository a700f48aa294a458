int x, *p, v[10], (*fp)(int, char *), a[int, string];
self struct s { int a : 3; unsigned b; union { long c; }; } t;
enum { A, B = 4, C, };
typedef unsigned long long word;
word w;
inline int two = 2;
inline int add[int a, int b] = a + b;
extern int z;
BEGIN { x = (word)1 + sizeof (word) + sizeof x + offsetof(struct s, b); }
