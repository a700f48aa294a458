provider foo1 { probe x(); };

/* >>> err
PROV_BADNAME.d:1:10: error: the name of a provider does not end in a digit [PROV_BADNAME]
    1 | provider foo1 { probe x(); };
      |          ^^^^
<<< */
