#!/bin/sh
# @@why: a script on standard input, arguments after it
printf '%s\n' 'BEGIN { printf("%s %d\n", $$1, $2); exit(0); }' | "$SONDE" - word 5
printf '%s\n' 'probe begin { printf("%s %d\n", @1, $2) exit() }' | "$SONDE" - word 5

# >>> out
# word 5
# word 5
# <<<
