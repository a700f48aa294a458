int v["x"];

/* >>> err
DECL_ARRSUB.d:1:7: error: the size of an array is a constant integer [DECL_ARRSUB]
    1 | int v["x"];
      |       ^^^
<<< */
