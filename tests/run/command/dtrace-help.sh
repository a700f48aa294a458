#!/bin/sh
# @@why: the table of options in docs/dtrace.md is what --help prints
docs=$(dirname "$0")/../../../docs/dtrace.md
"$SONDE" dtrace --help | sed '1,/^$/d' > "$TMP/help"
sed -n '/^```$/,/^```$/p' "$docs" | sed -n '2,/^```$/p' | sed '$d' > "$TMP/docs"
diff "$TMP/docs" "$TMP/help" && echo same

# >>> out
# same
# <<<
