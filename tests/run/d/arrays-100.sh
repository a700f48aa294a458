# @@why: more associative arrays than the kernel allows a program maps: they share, and none sees another's
# @@only: host 6.1
# @@timeout: 60

python3 - >"$TMP/a.d" <<'PY'
for i in range(100):
    print(f'BEGIN {{ a{i}[{i}, "k"] = {i} + 1; self->b{i}[1] = {i}; }}')
print('BEGIN { a7[7, "k"] = 0; self->b8[1] = 0; a9[9, "k"]++; self->b9[1] += 2; a10[10, "other"] = 5; }')
print('BEGIN { s = t = 0; }')
for i in range(100):
    print(f'BEGIN {{ s += a{i}[{i}, "k"]; t += self->b{i}[1]; }}')
print('BEGIN { printf("%d %d %d %d %d\\n", s, t, a10[10, "k"], a10[10, "other"], a11[10, "k"]); exit(0); }')
PY
"$SONDE" dtrace -qs "$TMP/a.d"

# >>> out
# 5043 4944 11 5 0
#
# <<<
