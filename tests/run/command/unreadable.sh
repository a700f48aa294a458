#!/bin/sh
# @@why: one sentence, exit 2
"$SONDE" "$TMP/none.d"; echo $?
"$SONDE" "$TMP"; echo $?
"$SONDE" -c "$TMP/no-program" -e 'BEGIN { exit(0); }'; echo $?
"$SONDE" -x 4194303 -e 'BEGIN { exit(0); }'; echo $?

# >>> out
# 2
# 2
# 2
# 2
# <<<

# >>> err like
# .*none\.d.*
# ...
# .*no-program.*
# ...
# .*4194303.*
# ...
# <<<
