# users' libraries: -L, libdir, depends_on among them, errors with their file; ours on demand; nolibs
mkdir $TMP/lib
cat > $TMP/lib/a.d <<'X'
#pragma D depends_on library b
typedef struct mine { int m; string s; } mine_t;
translator mine_t < int i > { m = i * three; s = "mine"; };
X
echo 'inline int three = 3;' > $TMP/lib/b.d
printf '#pragma D depends_on provider nosuch\ninline int three = broken broken;\n' > $TMP/lib/c.d
"$SONDE" dtrace -q -L $TMP/lib -n 'BEGIN { printf("%d %s\n", xlate <mine_t> (5).m, xlate<mine_t>(1).s); exit(0); }'
"$SONDE" dtrace -q -x libdir=$TMP/nothere -x libdir=$TMP/lib -n 'BEGIN { printf("%d\n", three); exit(0); }'
"$SONDE" dtrace -q -n 'BEGIN { printf("%d\n", xlate <timestruc_t> ((uint64_t)2500000001).tv_nsec); exit(0); }'
"$SONDE" dtrace -q -x nolibs -L $TMP/lib -n 'BEGIN { trace(three); }' 2>&1
"$SONDE" dtrace -q -x nolibs -n 'BEGIN { trace(sizeof (timestruc_t)); }' 2>&1
"$SONDE" dtrace -xerrtags -q -x nolibs -n 'BEGIN { trace(cpu); }' 2>&1 | head -n 1
cd $TMP
echo 'inline int x = nosuch;' > lib/d.d
"$SONDE" dtrace -q -L lib -n 'BEGIN { exit(0); }' 2>&1
echo "status $?"

# >>> out
# 15 mine
#
# 3
#
# 500000001
#
# dtrace: invalid probe specifier BEGIN { trace(three); }: in action list: failed to resolve three: Unknown variable name
#     1 | BEGIN { trace(three); }
#       |               ^^^^^
# dtrace: invalid probe specifier BEGIN { trace(sizeof (timestruc_t)); }: in action list: failed to resolve timestruc_t: Unknown variable name
#     1 | BEGIN { trace(sizeof (timestruc_t)); }
#       |                      ^^^^^^^^^^^^^
# dtrace: invalid probe specifier BEGIN { trace(cpu); }: [D_IDENT_UNDEF] in action list: failed to resolve cpu: Unknown variable name
# dtrace: failed to compile script lib/d.d: line 1: failed to resolve nosuch: Unknown variable name
#     1 | inline int x = nosuch;
#       |                ^^^^^^
# status 1
# <<<
