provider bar { probe x(); probe x(); };

/* >>> err
PROV_PRDUP.d:1:33: error: probe 'x' is declared twice [PROV_PRDUP]
    1 | provider bar { probe x(); probe x(); };
      |                                 ^
<<< */
