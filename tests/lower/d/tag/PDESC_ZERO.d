nosuch:::probe { trace(1); }

/* >>> err
PDESC_ZERO.d:1:1: error: probe description nosuch:::probe does not match any probes [PDESC_ZERO]
    1 | nosuch:::probe { trace(1); }
      | ^^^^^^^^^^^^^^
      = hint: there is no provider 'nosuch'; sonde -l lists what there is
<<< */
