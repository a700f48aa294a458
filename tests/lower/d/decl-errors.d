int x; long x; void v; struct nope n; this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; string c : 3; };
BEGIN { }

/* >>> err
decl-errors.d:1:13: error: 'x' is already declared with another type [DECL_IDRED]
    1 | int x; long x; void v; struct nope n; this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; strin...
      |             ^
decl-errors.d:1:16: error: a variable of type void [DECL_VOIDOBJ]
    1 | int x; long x; void v; struct nope n; this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; strin...
      |                ^^^^^^
decl-errors.d:1:24: error: the variable's type is incomplete [DECL_INCOMPLETE]
    1 | int x; long x; void v; struct nope n; this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; strin...
      |                        ^^^^^^^^^^^^^
decl-errors.d:1:39: error: this-> cannot be an associative array [DECL_LOCASSC]
    1 | int x; long x; void v; struct nope n; this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; strin...
      |                                       ^^^^^^^^^^^^^^^
decl-errors.d:1:56: error: the array needs a dimension [DECL_ARRNULL]
    1 | int x; long x; void v; struct nope n; this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; strin...
      |                                                        ^^^^^^^
decl-errors.d:1:71: error: the size of an array is a constant integer [DECL_ARRSUB]
    1 | int x; long x; void v; struct nope n; this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; strin...
      |                                                                       ^^
decl-errors.d:1:76: error: short and long in one declaration [DECL_COMBO]
    1 | int x; long x; void v; struct nope n; this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; strin...
      |                                                                            ^^^^^^^^^^
decl-errors.d:1:120: error: member 'a' is declared twice [UNKNOWN]
    1 | int x; long x; void v; struct nope n; this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; strin...
      |                                                                                                                        ^^^^^
decl-errors.d:1:158: error: type 'T' is already declared [DECL_TYPERED]
    1 | ... this int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; string c : 3; };
      |                                                                                                                            ^
decl-errors.d:1:161: error: signed and unsigned go with integers [DECL_SIGNINT]
    1 | ...is int t[int]; int a[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; string c : 3; };
      |                                                                                                                            ^^^^^^^^^^^^^^^
decl-errors.d:1:181: error: the declaration declares nothing [DECL_USELESS]
    1 | ...[]; int b[-1]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; string c : 3; };
      |                                                                                                                            ^^^^
decl-errors.d:1:193: error: the enumerator's value does not fit an int [DECL_ENOFLOW]
    1 | ...]; short long s; int f(int); struct d { int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; string c : 3; };
      |                                                                                                                            ^
decl-errors.d:1:232: error: the bit-field is wider than its type [DECL_BFSIZE]
    1 | ... int a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; string c : 3; };
      |                                                                                                                            ^^
decl-errors.d:1:236: error: a bit-field has an integer type [DECL_BFTYPE]
    1 | ... a; int a; }; typedef int T; typedef long T; unsigned string us; int; enum { Q = 99999999999 }; struct bf { int b : 40; string c : 3; };
      |                                                                                                                            ^^^^^^^^
<<< */
