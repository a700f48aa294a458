#!/bin/sh
# @@why: -F: in the background, with -o and without; show, attach and stop; the end by itself; staprun's words
N=rec_$$
"$SONDE" stap -F -m $N -e 'global n probe begin { println("start") } probe timer.ms(50) { if (++n == 4) println("four") }
	probe end { println("bye") }' 2>&1 | sed "s/$N/NAME/g"
while ! "$SONDE" show $N | grep -q four; do sleep 0.05; done
"$SONDE" show | grep -c $N
"$SONDE" show $N; "$SONDE" stop $N
"$SONDE" show | grep -c $N
"$SONDE" stop $N; echo $?
"$SONDE" stap -F -o "$TMP/out" -e 'probe begin { println("text") exit() }' | grep -c '^[0-9]*$'
while ! grep -s text "$TMP/out"; do sleep 0.05; done
"$SONDE" stap -F -m $N -o "$TMP/file" -e 'probe begin { println("begun") } probe end { println("done") }' > "$TMP/x" 2>&1
while ! grep -s begun "$TMP/file"; do sleep 0.05; done
"$SONDE" show | grep -c $N; "$SONDE" show $N | sed 's,/.*/,,'; "$SONDE" stop $N > "$TMP/x"
until grep done "$TMP/file"; do sleep 0.05; done
while "$SONDE" show | grep -q $N || [ -e /run/sonde/$N ]; do sleep 0.05; done
"$SONDE" stap -F -m $N -e 'probe begin { println("only") exit() }' > "$TMP/x" 2>&1
while ! "$SONDE" show $N | grep only; do sleep 0.05; done
ln -s "$SONDE" "$TMP/staprun"
"$TMP/staprun" -A $N; "$SONDE" show | grep -c $N
"$SONDE" stap -F -e 'probe begin { nosuch() }' > "$TMP/x" 2>&1; echo $?
"$SONDE" -F -m $N -e 'BEGIN { printf("D\n"); } END { printf("over\n"); }' > "$TMP/x" 2>&1
"$TMP/staprun" -d $N
cd "$TMP"; "$SONDE" stap -p4 -m $N -e 'global x = 1 probe begin { println(x) exit() }' > x; ./staprun $N.ko x=5; ./staprun; echo $?
# ^\\ makes a recorder of a session; in a script's jobs the signal is ignored
python3 - "$SONDE" $N 2> x <<'P'
import signal, subprocess, sys
s = subprocess.Popen([sys.argv[1], "stap", "-m", sys.argv[2], "-e", 'global n probe timer.ms(20) { println(n++ ? "more" : "one") } probe end { println("left") }'],
                     stdout=subprocess.PIPE, preexec_fn=lambda: signal.signal(signal.SIGQUIT, signal.SIG_DFL))
print(s.stdout.readline().decode().strip())
s.send_signal(signal.SIGQUIT)
print("detached" if "Disconnecting" in s.communicate()[0].decode() else "?", s.returncode)
P
until "$SONDE" show $N | grep -q more; do sleep 0.1; done
"$SONDE" stop $N | tail -n 1
# by its process id; a row of files
P=$("$SONDE" stap -F -S 1,2 -o row -e 'probe begin { println("in a row") }')
until grep -s row row.0; do sleep 0.05; done
"$SONDE" show "$P" | sed 's,/.*/,,'; "$SONDE" stop "$P" > x; "$SONDE" stop "$P" 2>&1 | grep -c "no recorder $P"
./staprun none.ko 2>&1; ./staprun ./none 2>&1; echo $?

# >>> out
#
# Disconnecting from systemtap module.
# To reconnect, type "staprun -A NAME"
# NAME records; 'sonde show NAME' prints what it has, 'sonde stop NAME' ends it
# 1
# start
# four
# start
# four
# bye
# 0
# 1
# 1
# text
# begun
# 1
# The text goes to file
# done
# only
# only
# 0
# 1
# D
# over
# 5
# 1
# one
# detached 0
# left
# in a row
# The text goes to row.0
# 1
# ERROR: Couldn't insert module 'none.ko': No such file or directory
# ERROR: Unable to canonicalize path "./none": No such file or directory
# 1
# <<<
