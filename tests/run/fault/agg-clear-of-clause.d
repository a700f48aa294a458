/* @@why: aggregations before a fault in the same clause stay */
BEGIN { zero = 0; }
BEGIN { @a = count(); x = 1 / zero; @b = count(); }
BEGIN { exit(0); }

/* >>> out

                1
<<< */

/* >>> err like
.*divide-by-zero.*
<<< */
