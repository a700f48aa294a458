#!/bin/sh
# @@only: host 6.1
# @@needs: uprobe unwind tool:gcc
# @@why: a stack of 300 calls: as many frames as are wanted; what cuts it is said, except by dtrace, whose manual does not
cd "$TMP" || exit 1
cat > deep.c <<'C'
__attribute__((noinline, noipa)) int leaf(int n) { return n; }
__attribute__((noinline, noipa)) int deep(int n) { int r = n ? deep(n - 1) : leaf(n); return r + 1; }
int main(void) { return deep(295) != 296; }
C
gcc -O1 -fno-optimize-sibling-calls -fomit-frame-pointer -o deep deep.c || exit 1
p='pid$target:a.out:leaf:entry'
frames() { grep -c 'deep`'; }
"$SONDE" -c ./deep -e "$p { ustack(200); }" 2> err | frames
cat err
"$SONDE" -c ./deep -e "$p { ustack(100); }" 2>&1 | frames
"$SONDE" -O maxframes=200 -c ./deep -e "$p { ustack(400); }" 2> err | frames
grep -o 'first [0-9]* frames' err
"$SONDE" -O maxframes=400 -c ./deep -e "$p { @[ustack(400)] = count(); printf(\"%d more\\n\", ustackdepth > 297); }" > out 2>&1
frames < out
grep more out
"$SONDE" dtrace -q -c ./deep -n "$p { ustack(200); }" > out 2>&1
frames < out
grep -c warning out || :

# >>> out
# 127
# <command line>:1:31: warning: of these stacks the first 127 frames are kept (option maxframes)
#     1 | pid$target:a.out:leaf:entry { ustack(200); }
#       |                               ^^^^^^^^^^^
#       = hint: -O maxframes=200 keeps more
# 100
# 200
# first 200 frames
# 299
# 1 more
# 127
# 0
# <<<
