#!/bin/sh
# @@why: by option, suffix, #! line and first token
cat > "$TMP/a" <<'END'
#!/usr/bin/env stap
probe begin { println("stap by #!") exit() }
END
cat > "$TMP/b" <<'END'
#!/usr/sbin/dtrace -qs
BEGIN { printf("D by #!\n"); exit(0); }
END
cat > "$TMP/c.d" <<'END'
BEGIN { printf("D by suffix\n"); exit(0); }
END
cat > "$TMP/d.stp" <<'END'
probe begin { println("stap by suffix") exit() }
END
for f in a b c.d d.stp; do
	"$SONDE" "$TMP/$f"
done | grep .
"$SONDE" -e 'global x = 3 probe begin { println(x) exit() }'
"$SONDE" -e 'BEGIN { printf("D by token\n"); exit(0); }' | grep .
"$SONDE" --lang=stap -e 'probe begin { println("asked") exit() }'

# >>> out
# stap by #!
# D by #!
# D by suffix
# stap by suffix
# 3
# D by token
# asked
# <<<

# >>> err
# <<<
