#!/bin/sh
"$SONDE" --help | grep -c -e '^ *-c' -e '^ *-x' -e '^ *-e' -e --dump
"$SONDE" --version | sed 's/[0-9.]* *$//' | head -n 1 | grep -c sonde
"$SONDE" > "$TMP/x" 2>&1; echo "nothing $?"
"$SONDE" --no-such-option > "$TMP/x" 2>&1; echo "option $?"

# >>> out like
# [4-9]
# 1
# nothing 1
# option 1
# <<<
