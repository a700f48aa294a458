/* @@why: several errors in one run, in order */
BEGIN { x = nosuch1; }
BEGIN { @a = quantize("s"); }
BEGIN { z = nosuch2; }

/* >>> out
<<< */

/* >>> err like
...
several\.d:2:\d+: error: .*
...
several\.d:3:\d+: error: .*
...
several\.d:4:\d+: error: .*
...
<<< */

/* >>> exit
1
<<< */
