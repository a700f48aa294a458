#!/bin/sh
# @@why: a program seen before is not compiled again; many at once on a cold cache are fine
export XDG_CACHE_HOME=$TMP/cache
script='BEGIN { printf("%d\n", 6 * 7); exit(0); }'
cat > "$TMP/clang" <<END
#!/bin/sh
echo "\$*" | grep -q bpf && echo compiled >> "$TMP/log"
exec clang "\$@"
END
chmod +x "$TMP/clang"
SONDE_CLANG=$TMP/clang "$SONDE" -e "$script" | grep .
SONDE_CLANG=$TMP/clang "$SONDE" -e "$script" | grep .
wc -l < "$TMP/log"
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
# 1
# 42
# 42
# 42
# 42
# 0
# <<<

# >>> err
# <<<
