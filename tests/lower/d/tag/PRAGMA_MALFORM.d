#pragma D option
BEGIN {  }

/* >>> err
PRAGMA_MALFORM.d:1:11: error: #pragma D option takes one option: name or name=value [PRAGMA_MALFORM]
    1 | #pragma D option
      |           ^^^^^^
<<< */
