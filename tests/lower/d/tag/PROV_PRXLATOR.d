provider p { probe go(int a, char *s) : (char *a, string s); };

/* >>> err
PROV_PRXLATOR.d:1:42: error: there is no translator from int to char * [PROV_PRXLATOR]
    1 | provider p { probe go(int a, char *s) : (char *a, string s); };
      |                                          ^^^^^^^
<<< */
