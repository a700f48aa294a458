int x, *p, v[10], (*fp)(int, char *), a[int, string];
self struct s { int a : 3; unsigned b; union { long c; }; } t;
enum { A, B = 4, C, };
typedef unsigned long long word;
word w;
inline int two = 2;
inline int add[int a, int b] = a + b;
extern int z;
BEGIN { x = (word)1 + sizeof (word) + sizeof x + offsetof(struct s, b); }

/* >>> ast
declare int x
declare int p *
declare int v [10]
declare int fp * (int, char *)
declare int a [int, string]
declare self struct s { int a : 3; unsigned int b; union  { long int c; }; } t
declare enum  { A, B = 4, C }
declare typedef unsigned long long int word
declare word w
inline int two = 2
inline int add [int a, int b] = (a + b)
declare extern int z
clause BEGIN
  (x = (((((word) 1) + sizeof (word)) + sizeof (x)) + offsetof (struct s, b)))
<<< */
