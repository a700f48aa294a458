#!/bin/sh
# @@why: an argument that is not given may stand where the preprocessor skips it
script='global k = %( $# > 0 %? $1 %: 10 %)
probe begin { printf("%d %s\n", k, %( $# > 1 %? @2 %: "none" %)); exit() }'
"$SONDE" stap -e "$script"
"$SONDE" stap -e "$script" 5 abc
"$SONDE" stap -e 'probe begin { %( $1 == 3 %? println(1) %) exit() }' 2>&1 | head -1

# >>> out
# 10 none
# 5 abc
# parse error: command line argument out of range [1-0]
# <<<
