#!/bin/sh
# @@only: host   @@why: a member of some bits is given what a map has, whatever numbers the two have in the C text
python3 - > "$TMP/bits.d" <<'PY'
print("struct s { int a : 3; int b : 5; };\nstruct s x;")
print("".join("int a%d[int];\n" % i for i in range(60)))
print("BEGIN\n{\n" + "".join("\tx.b = a%d[1];\n" % i for i in range(24, 4, -1)) + "}")
print('BEGIN\n{\n\ta7[1] = 5;\n\tx.b = a7[1];\n\tprintf("%d\\n", x.b);\n\texit(0);\n}')
PY
for place in kernel user; do "$SONDE" -O place=$place "$TMP/bits.d" 2>&1 | head -n 3; done

# >>> out
# 5
# 5
# <<<
