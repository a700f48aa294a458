# @@why: more aggregations than the kernel allows a program maps: they share, and none sees another's
# @@only: host 6.1
# @@timeout: 60

python3 - >"$TMP/a.d" <<'PY'
for i in range(100):
    print(f'BEGIN {{ @a{i}["key{i}"] = count(); @b{i} = sum({i}); @c[{i % 3}] = count(); }}')
print('BEGIN { @a7["more"] = count(); @a7["more"] = count(); @b9 = sum(1); clear(@a5); trunc(@a6); trunc(@b8); trunc(@a7, 1); normalize(@b50, 10); }')
print('BEGIN { printa("%s %@d\\n", @a7); printa(@b9, @b10); printa("%s %@d\\n", @a5); printa("none %@d\\n", @b8); printa("%@d\\n", @b50); printa("%d %@d\\n", @c); exit(0); }')
PY
"$SONDE" dtrace -qs "$TMP/a.d" >"$TMP/out" 2>&1
head -12 "$TMP/out"
echo "---"
grep -c key "$TMP/out"
tail -3 "$TMP/out"
echo "--- in user space"
"$SONDE" -O place=user "$TMP/a.d" 2>&1 | cmp - "$TMP/out" && echo same

# >>> out
# more 2
#
#                10               10
# key5 0
# 5
# 1 33
# 2 33
# 0 34
#
#   key0                                                              1
#                 0
#   key1                                                              1
# ---
# 98
#                98
#   key99                                                             1
#                99
# --- in user space
# same
# <<<
