a:b:c:d:e { trace(1); }
99999999 { }

/* >>> err
PDESC_INVAL.d:1:1: error: Overspecified probe description a:b:c:d:e [PDESC_INVAL]
    1 | a:b:c:d:e { trace(1); }
      | ^^^^^^^^^
      = hint: it has at most four fields: provider:module:function:name
PDESC_INVAL.d:2:1: error: invalid probe identifier 99999999: Unknown probe identifier [PDESC_INVAL]
    2 | 99999999 { }
      | ^^^^^^^^
<<< */
