#!/bin/sh
# @@why: not a byte more than asked: quiet D, then the newline that ends every run
"$SONDE" -e 'BEGIN { printf("x"); exit(0); }' | od -An -c
printf 'probe begin { printf("x") exit() }' > "$TMP/x.stp"
"$SONDE" "$TMP/x.stp" | od -An -c

# >>> out
#    x  \n
#    x
# <<<
