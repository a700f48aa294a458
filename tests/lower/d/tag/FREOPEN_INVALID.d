/* @@args: -g */
BEGIN { freopen("."); }

/* >>> err
FREOPEN_INVALID.d:2:17: error: freopen() of ".": that is no file [FREOPEN_INVALID]
    2 | BEGIN { freopen("."); }
      |                 ^^^
<<< */
