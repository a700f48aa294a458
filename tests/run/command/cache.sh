#!/bin/sh
# @@why: a program seen before is not compiled again; many at once on a cold cache are fine
export XDG_CACHE_HOME=$TMP/cache
script='BEGIN { printf("%d\n", 6 * 7); exit(0); }'
# the same compiler by its name, which stops working once the object is there
cat > "$TMP/clang" <<'END'
#!/bin/sh
[ -z "$BROKEN" ] || exit 1
exec clang "$@"
END
chmod +x "$TMP/clang"
export SONDE_CLANG=$TMP/clang
"$SONDE" -e "$script" | grep .
BROKEN=yes "$SONDE" -e "$script" | grep .
BROKEN=yes "$SONDE" --no-cache -e "$script" 2> /dev/null; echo "status $?"
unset SONDE_CLANG
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
# status 2
# 42
# 42
# 42
# 42
# 0
# <<<

# >>> err
# <<<
