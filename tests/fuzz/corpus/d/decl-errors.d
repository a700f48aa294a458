int x; long x; void v; struct nope n; this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; string c : 3; };
BEGIN { }
