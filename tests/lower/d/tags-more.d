/* errors whose tag is not that of their family */
#pragma D attributes Stable/Stable/Common pid
#pragma D binding "1.0" curpsinfo
enum e { A, B, A };
enum f { B };
struct s { int a; char a; };
int v[2];
int w[2];
BEGIN { v = w; }
BEGIN { @a = count(); p = &@a; }
BEGIN { $pid = 5; $target++; }
BEGIN { mutex_owned(99); rw_iswriter(1); inet_ntoa(2); mutex_owned(NULL); }

/* >>> err
tags-more.d:4:16: error: the enumerator is already declared [UNKNOWN]
    4 | enum e { A, B, A };
      |                ^
tags-more.d:5:10: error: the enumerator is already declared [DECL_IDRED]
    5 | enum f { B };
      |          ^
tags-more.d:6:19: error: member 'a' is declared twice [UNKNOWN]
    6 | struct s { int a; char a; };
      |                   ^^^^^^
tags-more.d:9:13: error: cannot assign int [2] to 'v', which is int [2] [OP_ARRFUN]
    9 | BEGIN { v = w; }
      |             ^
tags-more.d:10:27: error: cannot take address of an aggregation [ADDROF_VAR]
   10 | BEGIN { @a = count(); p = &@a; }
      |                           ^^^
tags-more.d:11:9: error: cannot assign to a macro variable: it is its value [OP_LVAL]
   11 | BEGIN { $pid = 5; $target++; }
      |         ^^^^
tags-more.d:11:19: error: cannot assign to a macro variable: it is its value [OP_LVAL]
   11 | BEGIN { $pid = 5; $target++; }
      |                   ^^^^^^^
tags-more.d:12:21: error: argument 1 of mutex_owned() must be a pointer to what it is about, not int [PROTO_ARG]
   12 | BEGIN { mutex_owned(99); rw_iswriter(1); inet_ntoa(2); mutex_owned(NULL); }
      |                     ^^
tags-more.d:12:38: error: argument 1 of rw_iswriter() must be a pointer to what it is about, not int [PROTO_ARG]
   12 | BEGIN { mutex_owned(99); rw_iswriter(1); inet_ntoa(2); mutex_owned(NULL); }
      |                                      ^
tags-more.d:12:52: error: argument 1 of inet_ntoa() must be a pointer to what it is about, not int [PROTO_ARG]
   12 | BEGIN { mutex_owned(99); rw_iswriter(1); inet_ntoa(2); mutex_owned(NULL); }
      |                                                    ^
<<< */
