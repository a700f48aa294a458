#!/bin/sh
# @@needs: uprobe   @@why: a call graph: each function has its own parameters, and its own type of result
cat > "$TMP/para.stp" <<'END'
function trace(entry, extra) { printf("%*s%s%s %s\n", indent_depth(entry) * 2, "", entry > 0 ? "->" : "<-", ppfunc(), extra) }
probe $1.call { trace(1, $$parms) }
probe $1.return { trace(-1, $$return) }
END
"$SONDE" -c "$TRIGGERS/subject 1" "$TMP/para.stp" 'process.function("*@subject.c")' | sed 's/0x[0-9a-f]\{12\}\([^0-9a-f]\|$\)/ADDR\1/g; s/ $//'

# >>> out
#   ->main argc=0x2 argv=ADDR
#     ->work r=ADDR k=0xa msg=ADDR
#       ->twice k=0x0
#       <-twice return=0x0
#       ->twice k=0xa
#       <-twice return=0x14
#       ->twice k=0x14
#       <-twice return=0x28
#     <-work return=0x5a
#     ->flags f=ADDR
#     <-flags return=0xfffffffffffffff9
#     ->matrix rows=0x3 cols=0x4
#     <-matrix return=0x17
#     ->pair p={...} extra=0x3
#     <-pair return=0x7d3
#     ->swap p={...}
#     <-swap return={...}
#     ->shapes u=ADDR s=0x1
#     <-shapes return=0x2a
#     ->state
#     <-state return=0x8
#     ->many a1=0x1 a2=0x2 a3=0x3 a4=0x4 a5=0x5 a6=0x6 a7=0xfffffffffffffff9 a8=0x1000000000 d=?
#     <-many return=?
#   <-main return=0x0
# <<<
