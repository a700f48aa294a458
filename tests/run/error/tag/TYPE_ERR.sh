# @@needs: tool:gcc
printf 'struct s { int a; };\nprovider p { probe q(struct s); };\n' >"$TMP/p.d"
cd "$TMP" && "$SONDE" dtrace -xerrtags -h -s p.d 2>&1 | head -1

# >>> out
# dtrace: failed to compile script p.d: [D_TYPE_ERR] line 2: argument 1 of probe 'q' is no integer and no pointer
# <<<
