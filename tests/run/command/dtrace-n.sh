#!/bin/sh
# @@why: the one-liner, its notice, its columns
"$SONDE" dtrace -n 'BEGIN { trace("hi"); exit(0); }'

# >>> out like
# CPU     ID                    FUNCTION:NAME
#  *\d+ +1                           :BEGIN   hi *
# <<<

# >>> err
# dtrace: description 'BEGIN ' matched 1 probe
# <<<
