#!/bin/sh
# @@why: -v pass lines, -p1 to -p4, -k, -r, and the tables, in stap's shape
cd "$TMP"; HOME=$TMP; export HOME; unset XDG_CACHE_HOME
stap() { "$SONDE" stap "$@" 2>&1 | sed "s:$TMP:TMP:g"; }
E='global a, b%[3], s function f(x:string) { return strlen(x) }
probe begin { k = 5; a = f("x"); b[k, "a"]++; s <<< 1; exit() } probe end { println(b[1, "a"] + a + @count(s)) }'
stap -v -e "$E" | sed 's/[0-9a-f]\{32\}/HASH/; s/[0-9]\{2,\}/N/g; s/[0-9]\+\(usr\|sys\|real\)/N\1/g'
stap -v -e "$E" | grep -o 'Pass 4: using cached TMP/.cache'
stap -v -m named --disable-cache -p4 -e "$E" | sed -n 's/ in [0-9]*usr.*//; s/Pass 4: //p'
stap -v -l 'begin, timer.s(1)' | sed 's/[0-9]\{2,\}/N/g; s/[0-9]\+\(usr\|sys\|real\)/N\1/g'
stap -DSTP_TIMING -e 'probe begin { exit() }' | grep -o 'begin, (.*hits: 1'
stap -p1 -e 'probe begin{x=1+2 exit()}' -E 'global more'
stap -p2 -e "$E" | sed 's: *$::'
stap -g -p2 -e '%{ /* C */ %} function f:long(x) %{ STAP_RETVALUE = STAP_ARG_x; %} probe begin { println(f(1)) }' | sed 's: *$::'
stap -p3 -e "$E" | grep -c 'SEC("license")'
stap -p4 -e "$E" | sed 's,.*/cache/,CACHE/,; s/[0-9a-f]\{32\}/HASH/'
stap -k -m kept -p4 -e "$E" | sed 's/stap......"/stapXXXXXX"/'; rm -rf /tmp/stap??????
stap --tmpdir="$TMP/t" -e "$E"; ls t | sed 's/[0-9a-f]\{32\}/HASH/'; rm -rf t
stap -r 1.2.3 -e "$E" | head -n 1
stap -r "$(uname -r)" -e "$E"
stap -p2 -v -e 'function ff(x) { return x + 1 } probe begin { y = ff(2) println(y) }' | sed -n 's: *$::; /^#/,$p'
stap -p2 -e 'probe begin { x = nosuch() }' | tail -n 2; stap -p2 -e 'probe begin {' | tail -n 3
stap -W -e 'global x probe begin { println(x) exit() }' | tail -n 1
many="probe begin { println($(seq -s, 33)) }"; stap -p2 -e "$many" > many && stap -p3 -e "$many" | head -n 1
for t in functions probe-types probe-aliases; do stap --dump-$t > $t; done
grep -c . functions probe-types probe-aliases | sed 's/:[0-9][0-9][0-9]*$/ many/'
grep -e '^strlen' -e '^execname' -e '^exit' functions; grep -e '^timer.ms' probe-types; grep '^vfs.read =' probe-aliases
stap --dump-functions --dump-probe-types; stap -l begin --dump-functions

# >>> out
# Pass 1: parsed user script and N library scripts using Nvirt/Nres/Nshr/Ndata kb, in Nusr/Nsys/Nreal ms.
# Pass 2: analyzed script: 2 probes, 3 functions, 0 embeds, 3 globals using Nvirt/Nres/Nshr/Ndata kb, in Nusr/Nsys/Nreal ms.
# Pass 3: translated to C into "stap_HASH_src.c" using Nvirt/Nres/Nshr/Ndata kb, in Nusr/Nsys/Nreal ms.
# Pass 4: compiled C into "stap_HASH.o" in Nusr/Nsys/Nreal ms.
# Pass 5: starting run.
# 2
# Pass 5: run completed in Nusr/Nsys/Nreal ms.
# Pass 4: using cached TMP/.cache
# compiled C into "named.ko"
# Pass 1: parsed user script and N library scripts using Nvirt/Nres/Nshr/Ndata kb, in Nusr/Nsys/Nreal ms.
# begin
# timer.s(1)
# Pass 2: analyzed script: 2 probes, 0 functions, 0 embeds, 0 globals using Nvirt/Nres/Nshr/Ndata kb, in Nusr/Nsys/Nreal ms.
# begin, (<input>:1:7), hits: 1
# # parse tree dump
# # file <input>
# probe begin
# {
#   (x = (1 + 2))
#   exit()
# }
# # file <input1>
# global more
# # globals
# a:long
# b%[3]:long [long, string]
# s:stats
# # functions
# exit:unknown ()
# f:long (x:string)
# strlen:long (string)
# # probes
# begin /*  <- begin */
#   # locals
#   k:long
# end /*  <- end */
# # global embedded code
# %{ /* C */ %}
# # functions
# f:long (x:long)
# # probes
# begin /*  <- begin */
# 1
# TMP/.cache/sonde/HASH
# Keeping temporary directory "/tmp/stapXXXXXX"
# kept.ko
# 2
# Keeping temporary directory "TMP/t"
# stap_HASH.o
# stap_HASH_src.c
# WARNING: kernel release/architecture mismatch with host forces last-pass 4.
# 2
# # functions
# ff:long (x:long)
# {
#   return (%x + 1)
# }
# # probes
# begin /*  <- begin */
#   # locals
#   y:long
# {
#   %y = ff(2)
#   do println(%y)
# }
#
# Pass 2: analysis failed.  [man error::pass2]
#
# 1 parse error.
# Pass 1: parse failed.  [man error::pass1]
# Pass 2: analysis failed.  [man error::pass2]
# semantic error: too many arguments to print (33): identifier 'println' at <input>:1:15
# functions many
# probe-types many
# probe-aliases many
# execname:string ()
# exit:unknown ()
# strlen:long (string)
# timer.ms(number)
# timer.ms(number).randomize(number)
# timer.msec(number)
# timer.msec(number).randomize(number)
# vfs.read = __vfs_read.function !, __vfs_read.call
# ERROR: only one of the -l/-L/--dump-* switches may be specified
# ERROR: only one of the -l/-L/--dump-* switches may be specified
# <<<
