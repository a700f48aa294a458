1234:a.out:main:entry { trace(1); }

/* >>> err
PROC_BADPROV.d:1:1: error: '1234' is not a valid provider [PROC_BADPROV]
    1 | 1234:a.out:main:entry { trace(1); }
      | ^^^^^^^^^^^^^^^^^^^^^
      = hint: probes in process 1234 are pid1234:::
<<< */
