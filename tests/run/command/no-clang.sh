#!/bin/sh
# @@why: clang missing: the name of the package, exit 2
XDG_CACHE_HOME=$TMP PATH=/nonexistent "$SONDE" --no-cache -e 'BEGIN { printf("%d\n", 1); exit(0); }'
echo $?

# >>> out
# 2
# <<<

# >>> err like
# .*clang.*
# ...
# <<<
