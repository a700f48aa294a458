#!/bin/sh
# @@only: host   @@why: embedded C in files of -I needs no -g, unless it says so; what -p2 shows of it
cd "$TMP"; HOME=$TMP; export HOME; unset XDG_CACHE_HOME
mkdir lib
cat >lib/g.stp <<'EOF'
%{ int z; %}
function tg_plain:long(x:long) %{ int n = STAP_ARG_x; STAP_RETVALUE = n + 1; %}
function tg_guru:long(x:long) %{ /* guru */ STAP_RETVALUE = STAP_ARG_x + 1; %}
function tg_through:long(x:long) { return tg_guru(x) }
global tg_global = 3
EOF
stap() { "$SONDE" stap "$@" 2>&1 | sed 's: *$::'; }
stap -I lib -e 'probe begin { println(tg_plain(1) + tg_through(1)) exit() }'
stap -v -p1 -I lib -e 'probe begin { println(tg_global) }' | grep -v '^Pass'
stap -v -I lib -e 'probe begin { println(tg_global) exit() }' | grep -v '^Pass'
stap -p2 -I lib -e 'probe begin { println(tg_guru(1)) }'
stap -g -p2 -I lib -e '%{ int n; %} probe begin { println(tg_guru(1), tg_plain(2)) }'

# >>> out
# 4
# # parse tree dump
# # file <input>
# probe begin
# {
#   println(tg_global)
# }
# 3
# semantic error: function may not be used unless in guru mode; need stap -g: identifier 'tg_guru' at <input>:1:23
#         source: probe begin { println(tg_guru(1)) }
#                                       ^
#
# Pass 2: analysis failed.  [man error::pass2]
# # global embedded code
# %{ int n; %}
# # functions
# tg_guru:long (x:long)
# tg_plain:long (x:long)
# # probes
# begin /*  <- begin */
# <<<
