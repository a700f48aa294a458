#!/bin/sh
# @@why: -o appends the data; the notices stay on stderr
"$SONDE" dtrace -q -o "$TMP/out" -n 'BEGIN { printf("one\n"); exit(0); }'
"$SONDE" dtrace -q -o "$TMP/out" -n 'BEGIN { printf("two\n"); exit(0); }'
grep . "$TMP/out"

# >>> out
# one
# two
# <<<

# >>> err
# <<<
