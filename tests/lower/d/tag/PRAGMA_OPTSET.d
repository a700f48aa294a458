#pragma D option nosuch
BEGIN {  }

/* >>> err
PRAGMA_OPTSET.d:1:18: error: there is no option 'nosuch' [PRAGMA_OPTSET]
    1 | #pragma D option nosuch
      |                  ^^^^^^
<<< */
