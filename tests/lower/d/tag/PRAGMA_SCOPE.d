#pragma D attributes Stable/Stable/Common `jiffies
BEGIN {  }

/* >>> err
PRAGMA_SCOPE.d:1:43: error: '`jiffies' is not D's to describe [PRAGMA_SCOPE]
    1 | #pragma D attributes Stable/Stable/Common `jiffies
      |                                           ^^^^^^^^
<<< */
