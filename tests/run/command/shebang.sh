#!/bin/sh
# @@why: flags in a script's own first line that it cannot do without are kept when it is run by name
cat > "$TMP/z.d" <<'END'
#!/usr/sbin/dtrace -Zs
nosuch*:::mark { printf("%s\n", copyinstr(arg0)); }
BEGIN { printf("ran\n"); exit(0); }
END
cat > "$TMP/c.d" <<'END'
#!/usr/sbin/dtrace -qCs
#include "n.h"
#ifndef __linux__
#error no system macros
#endif
BEGIN { printf("%d\n", N); exit(0); }
END
echo "#define N 42" > "$TMP/n.h"
cat > "$TMP/w.d" <<'END'
#!/usr/sbin/dtrace -ws
BEGIN { system("echo no"); exit(0); }
END
"$SONDE" dtrace -qs "$TMP/z.d"
"$SONDE" "$TMP/z.d"
"$SONDE" "$TMP/c.d"
sed -i "s/exit(0)/exit(0) exit(1)/" "$TMP/c.d"
"$SONDE" "$TMP/c.d" 2>&1 | sed -n "s/.*c\.d:/c.d:/p"
"$SONDE" "$TMP/w.d" 2> /dev/null; echo "without -w: $?"
sed 1d "$TMP/z.d" > "$TMP/plain.d"
"$SONDE" "$TMP/plain.d" 2> /dev/null; echo "without -Z: $?"

# >>> out
# ran
#
# ran
# 42
# c.d:6:37: error: syntax error near "exit": expected an operator or ';' [SYNTAX]
# without -w: 1
# without -Z: 2
# <<<
