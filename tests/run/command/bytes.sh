#!/bin/sh
# @@why: not a byte more than asked: in dtrace's form a newline ends every run
"$SONDE" -e 'BEGIN { printf("x"); exit(0); }' | od -An -c
"$SONDE" dtrace -q -n 'BEGIN { printf("x"); exit(0); }' | od -An -c
printf 'probe begin { printf("x") exit() }' > "$TMP/x.stp"
"$SONDE" "$TMP/x.stp" | od -An -c

# >>> out
#    x
#    x  \n
#    x
# <<<
