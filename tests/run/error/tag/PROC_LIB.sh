# @@needs: uprobe
"$SONDE" dtrace -xerrtags -c "$TRIGGERS/calls 1" -n 'pid$target:libnosuch::entry { trace(1); }' 2>&1 | grep -o "\[D_[A-Z_]*\] [^0-9/(]*" | head -1 | sed 's: *$::'
"$SONDE" dtrace -xerrtags -c "$TRIGGERS/calls 1" -n 'pid$target:libc.so.6:-:10 { trace(1); }' 2>&1 | grep -o "\[D_[A-Z_]*\] .*"

# >>> out
# [D_PROC_LIB] process
# [D_PROC_LIB] function - is an address of the executable: the module is a.out, not libc.so.6
# <<<
