provider app { probe go(int a, char *b); probe stop(); };
provider app { probe go(int x, char *); probe stop(); };
provider app { probe go(int a, char *b); };
provider app { probe go(int a, int b); probe stop(); };
provider app { probe go(int a, char *b) : (char *b); probe stop(); };
BEGIN { exit(0); }

/* >>> err
PROV_INCOMPAT.d:3:10: error: provider 'app' is defined with other probes before [PROV_INCOMPAT]
    3 | provider app { probe go(int a, char *b); };
      |          ^^^
PROV_INCOMPAT.d:1:10: note: here
    1 | provider app { probe go(int a, char *b); probe stop(); };
      |          ^^^
PROV_INCOMPAT.d:4:10: error: provider 'app' is defined with other probes before [PROV_INCOMPAT]
    4 | provider app { probe go(int a, int b); probe stop(); };
      |          ^^^
PROV_INCOMPAT.d:1:10: note: here
    1 | provider app { probe go(int a, char *b); probe stop(); };
      |          ^^^
PROV_INCOMPAT.d:5:10: error: provider 'app' is defined with other probes before [PROV_INCOMPAT]
    5 | provider app { probe go(int a, char *b) : (char *b); probe stop(); };
      |          ^^^
PROV_INCOMPAT.d:1:10: note: here
    1 | provider app { probe go(int a, char *b); probe stop(); };
      |          ^^^
<<< */
