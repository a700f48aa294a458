/* @@why: the parser goes on at the next clause */
BEGIN { x = ; }
BEGIN { y = 1; }
BEGIN { z = (1; }

/* >>> out
<<< */

/* >>> err like
...
several-syntax\.d:2:\d+: error: .*
...
several-syntax\.d:4:\d+: error: .*
...
<<< */

/* >>> exit
1
<<< */
