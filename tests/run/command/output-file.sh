#!/bin/sh
"$SONDE" -o "$TMP/out" -e 'BEGIN { printf("to the file\n"); exit(0); }'
grep . "$TMP/out"

# >>> out
# to the file
# <<<

# >>> err
# <<<
