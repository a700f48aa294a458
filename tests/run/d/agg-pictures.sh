#!/bin/sh
# @@only: host 6.1
# @@why: agghist, aggpack, encoding and aggzoom as illumos draws them; setopt() turns them on
d() { "$SONDE" dtrace -q "$@" 2>&1 | sed "s/ *$//"; }

d -x agghist -n 'BEGIN {
	@["foo"] = count(); @["foo"] = count(); @["bar"] = count(); @b[1, "x"] = sum(5); @b[2, "y"] = sum(-5);
	@m = max(5); exit(0); }'
d -n 'BEGIN { @["foo"] = sum(4); @["bar"] = sum(2); setopt("agghist"); setopt("aggzoom"); printa(@);
	setopt("agghist", "no"); printa(@); exit(0); }'
d -x aggpack -x encoding=ascii -n 'BEGIN {
	@["foo"] = quantize(4); @["foo"] = quantize(64); @["bar"] = quantize(-5, 2);
	@l[1] = lquantize(5, 0, 10, 1); @l[2] = lquantize(50, 0, 10, 1); @one = quantize(70000); exit(0); }'
d -x aggpack -x encoding=utf8 -n 'BEGIN { @[1] = quantize(4); @[1] = quantize(64); @n = quantize(5); exit(0); }'
d -x encoding=utf8 -n 'BEGIN { @ = quantize(4); @ = quantize(64); @ = quantize(5); exit(0); }'
d -x encoding=other -n 'BEGIN { exit(0); }'

# >>> out
#
#
#               key  ------------- Distribution ------------- count
#               bar |@@@@@@@@@@@@@                            1
#               foo |@@@@@@@@@@@@@@@@@@@@@@@@@@@              2
#
#                        key  ------------- Distribution ------------- count
#         2                y           @@@@@@@@@@|                     -5
#         1                x                     |@@@@@@@@@@           5
#                 5
#
#
#               key  ------------- Distribution ------------- count
#               bar |@@@@@@@@@@@@@@@@@@@@                     2
#               foo |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 4
#
#   bar                                                               2
#   foo                                                               4
#
#
#
#               key  min .-------------. max  | count
#               bar   -8 : X           : 128  | 2
#               foo   -8 :       x   x : 128  | 2
#
#       key     min .------------. max      | count
#         1     < 0 :      X     : >= 10    | 1
#         2     < 0 :           X: >= 10    | 1
#
#    min .---. max    | count
#  32768 : X : 131072 | 1
#
#
#       key  min .-------. max  | count
#         1    2 : ▅   ▅ : 128  | 2
#
#   min .---. max  | count
#     2 : █ : 8    | 1
#
#
#            value  ------------- Distribution ------------- count
#                2 |                                         0
#                4 |██████████████████████████▋              2
#                8 |                                         0
#               16 |                                         0
#               32 |                                         0
#               64 |█████████████▎                           1
#              128 |                                         0
#
# dtrace: failed to set -x encoding: Invalid value for specified option
# <<<
