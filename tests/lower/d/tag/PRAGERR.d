#error no
BEGIN {  }

/* >>> err
PRAGERR.d:1:1: error: #error: no [PRAGERR]
    1 | #error no
      | ^^^^^^^^^
<<< */
