/* @@why: aggregations before a fault in the same clause stay */
BEGIN { zero = 0; }
BEGIN { @a = count(); x = 1 / zero; @b = count(); }
BEGIN { exit(0); }

/* >>> out

                1
<<< */

/* >>> err like
agg-clear-of-clause.d:3:27: error: divide-by-zero in probe dtrace:::BEGIN
...
<<< */
