#pragma D nosuch 1
BEGIN {  }

/* >>> err
PRAGMA_INVAL.d:1:11: error: unknown #pragma D nosuch [PRAGMA_INVAL]
    1 | #pragma D nosuch 1
      |           ^^^^^^
      = hint: known are: option, attributes, binding, depends_on
<<< */
