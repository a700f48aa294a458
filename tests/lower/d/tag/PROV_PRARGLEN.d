provider bar { probe x(int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int); };

/* >>> err
PROV_PRARGLEN.d:1:22: error: a probe has at most 32 arguments [PROV_PRARGLEN]
    1 | provider bar { probe x(int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int); };
      |                      ^
<<< */
