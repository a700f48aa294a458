1234:a.out:main:entry { trace(1); }
myserv0:::begin { trace(1); }
myserv99999999999999999999:::begin { trace(1); }
myserv1234:::begin { trace(1); }

/* >>> err
PROC_BADPROV.d:1:1: error: '1234' is not a valid provider [PROC_BADPROV]
    1 | 1234:a.out:main:entry { trace(1); }
      | ^^^^^^^^^^^^^^^^^^^^^
      = hint: probes in process 1234 are pid1234:::
PROC_BADPROV.d:2:1: error: 'myserv0' does not contain a valid pid [PROC_BADPID]
    2 | myserv0:::begin { trace(1); }
      | ^^^^^^^^^^^^^^^
PROC_BADPROV.d:3:1: error: 'myserv99999999999999999999' does not contain a valid pid [PROC_BADPID]
    3 | myserv99999999999999999999:::begin { trace(1); }
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
PROC_BADPROV.d:4:1: error: probe description myserv1234:::begin does not match any probes [PDESC_ZERO]
    4 | myserv1234:::begin { trace(1); }
      | ^^^^^^^^^^^^^^^^^^
<<< */
