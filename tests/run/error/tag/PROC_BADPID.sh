# @@needs: uprobe
"$SONDE" dtrace -xerrtags -c "$TRIGGERS/calls 1" -n 'pid99999999999999999999:a.out:work:entry { trace(1); }' 2>&1 | grep -o "\[D_[A-Z_]*\] [^0-9/(]*" | head -1 | sed 's: *$::'

# >>> out
# [D_PROC_BADPID] 'pid
# <<<
