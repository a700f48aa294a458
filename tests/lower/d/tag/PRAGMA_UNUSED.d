#pragma D attributes Stable/Stable/Common nobody
#pragma D binding "1.0" nobody_either
#pragma D attributes Stable/Stable/Common x
BEGIN { x = 1; }

/* >>> err
PRAGMA_UNUSED.d:1:43: error: a #pragma on 'nobody', and the program has no such name [PRAGMA_UNUSED]
    1 | #pragma D attributes Stable/Stable/Common nobody
      |                                           ^^^^^^
PRAGMA_UNUSED.d:2:25: error: a #pragma on 'nobody_either', and the program has no such name [PRAGMA_UNUSED]
    2 | #pragma D binding "1.0" nobody_either
      |                         ^^^^^^^^^^^^^
<<< */
