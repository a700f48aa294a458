pid42:a.out:main:mark { trace(args[0]); }

/* >>> err
ARGS_TYPE.d:1:31: error: args[0] of probe pid42:a.out:main:mark is other_t *, a type that this program does not have [ARGS_TYPE]
    1 | pid42:a.out:main:mark { trace(args[0]); }
      |                               ^^^^^^^
<<< */
