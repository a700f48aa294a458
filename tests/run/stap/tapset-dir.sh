#!/bin/sh
# @@why: -I: taken in when a name is used, overridden by the script, private, errors under their own name
mkdir -p "$TMP/t/$(uname -m)" "$TMP/bad"
cat > "$TMP/t/a.stp" <<'END'
global uses
private function hidden(x) { return x + 1 }
function plus(x) { uses++; return hidden(x) }
probe my.tick = begin { mine = plus(41) }
probe begin(-5) { println("library probe") }
END
echo 'function only_here() { return @twice(21) }' > "$TMP/t/$(uname -m)/arch.stp"
echo '@define twice(x) %( (@x * 2) %)' > "$TMP/t/m.stpm"
echo 'function plus(x { return 1 }' > "$TMP/bad/b.stp"
run() { "$SONDE" -I "$TMP/t" -e "$1" 2>&1 | sed "s,$TMP,,"; }
run 'probe my.tick { println(mine, " ", @twice(4), " ", uses) exit() }'
run 'probe begin { println("library untouched"); exit() }'
run 'function plus(x) { return x + 100 } probe my.* { println(mine); exit() }'
run '@define twice(x) %( @x %) probe begin { println(only_here(), " ", @twice(1), " ", @choose_defined($x, 5)); exit() }'
run 'probe begin { println(hidden(1)); exit() }'
"$SONDE" -I "$TMP/bad" -e 'probe begin { println("without it"); exit() }' 2>&1 | sed "s,$TMP,,"
echo "-- what a program brings along: its own path, whoever uses it where"
mkdir -p "$TMP/t/PATH$TRIGGERS"
echo 'probe subject.work = process("subject").function("work") { name = "work"; k = $k }' > "$TMP/t/PATH$TRIGGERS/subject.stp"
cd / && "$SONDE" stap -I "$TMP/t" -L subject.work | sed "s/@.*//"

# >>> out
# library probe
# 42 8 1
# library untouched
# library probe
# 141
# 42 1 5
# <command line>:1:23: error: unresolved function hidden (similar: addr, gid, pid, sid, strlen) [STAP_NAME]
#     1 | probe begin { println(hidden(1)); exit() }
#       |                       ^^^^^^
# /bad/b.stp:1:17: error: expected ',' or ')', found operator '{' [STAP_PARSE]
#     1 | function plus(x { return 1 }
#       |                 ^
# warning: tapset "/bad/b.stp" has errors, and will be skipped
# without it
# -- what a program brings along: its own path, whoever uses it where
# subject.work name:string k:long $r:struct rec* $k:int $msg:char const*
# <<<
