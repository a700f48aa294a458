struct a *p;
struct mutex *m;
BEGIN { trace(strlen(1)); }
BEGIN { trace(mutex_owned(p)); }
BEGIN { trace(mutex_owned(m)); trace(mutex_owned((kmutex_t *)p)); trace(mutex_owned((void *)p)); }
BEGIN { trace(inet_ntoa((uint64_t *)p)); trace(inet_ntoa((uint32_t *)p)); }

/* >>> err
PROTO_ARG.d:3:22: error: argument 1 of strlen() must be a string, not int [PROTO_ARG]
    3 | BEGIN { trace(strlen(1)); }
      |                      ^
      = hint: text at an address is read by copyinstr() or, in the kernel, stringof()
PROTO_ARG.d:4:27: error: argument 1 of mutex_owned() must be a pointer to what it is about, not struct a * [PROTO_ARG]
    4 | BEGIN { trace(mutex_owned(p)); }
      |                           ^
PROTO_ARG.d:6:25: error: argument 1 of inet_ntoa() must be a pointer to what it is about, not uint64_t * [PROTO_ARG]
    6 | BEGIN { trace(inet_ntoa((uint64_t *)p)); trace(inet_ntoa((uint32_t *)p)); }
      |                         ^^^^^^^^^^^^^
<<< */
