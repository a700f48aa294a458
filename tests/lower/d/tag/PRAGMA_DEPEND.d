#pragma D depends_on provider nosuch
BEGIN {  }

/* >>> err
PRAGMA_DEPEND.d:1:31: error: provider 'nosuch' is not available [PRAGMA_DEPEND]
    1 | #pragma D depends_on provider nosuch
      |                               ^^^^^^
<<< */
