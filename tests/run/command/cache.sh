#!/bin/sh
# @@why: a program seen before runs without clang; so do many at once on a cold cache
export XDG_CACHE_HOME=$TMP/cache
script='BEGIN { printf("%d\n", 6 * 7); exit(0); }'
"$SONDE" -e "$script" | grep .
PATH=/nonexistent "$SONDE" -e "$script" | grep .
rm -rf "$XDG_CACHE_HOME"
for i in 1 2 3 4; do
	"$SONDE" -e "$script" > "$TMP/$i" &
done
wait
cat "$TMP"/[1-4] | grep .
find "$XDG_CACHE_HOME" -name '*.tmp*' | wc -l

# >>> out
# 42
# 42
# 42
# 42
# 42
# 42
# 0
# <<<

# >>> err
# <<<
