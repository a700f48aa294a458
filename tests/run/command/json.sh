#!/bin/sh
# @@why: every line of --json is one JSON object, aggregations included
"$SONDE" --json -e 'BEGIN { printf("a \"b\"\n"); @["k", 1] = quantize(4); @s = sum(5); exit(0); }' > "$TMP/out"
/usr/bin/python3 - "$TMP/out" <<'END'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1]) if line.strip()]
print(len(rows) >= 3, all(isinstance(r, dict) for r in rows), 'a "b"' in str(rows))
END

# >>> out
# True True True
# <<<
