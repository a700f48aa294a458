#!/bin/sh
# @@why: a link named staprun: its flags, what -v tells, which do not go together, recorders named by the module
cd "$TMP"; ln -s "$SONDE" staprun
N=s8_$$
run() { ./staprun "$@" 2>&1 < /dev/null; s=$?; [ $s = 0 ] || echo "rc $s"; }
"$SONDE" stap -p4 -m $N -e 'global x = 1, s = "a" probe begin { printf("%d %s %d\n", x, s, target() > 0) }
	probe timer.s(100) { exit() } probe end { println("end") }' | sed "s/$N/NAME/"
"$SONDE" stap -p4 -m args -e 'probe begin { printf("%d %s %s\n", $1, @2, module_name()) exit() }' 42 'a b'
run args.ko -v | sed 's/:[0-9][0-9]* /:LINE /; s, /.*/, .../,'
run args; run ./args.ko 7
run -c 'echo command; exit 3' $N.ko x=5 s='b c'
run $N.ko x=a -c true | sed "s/$N/NAME/"
for f in '-A a -L' '-A a -D' '-A a -b 1' '-A a -c true' '-A a -x 1' '-c true -x 1' '-c true -D -o out' '-d a -D' '-D' '-S 1' '-b 0' '-b x' -Z -A \
	'-A none' '-d none' '' ./none none /dev/null ./staprun '-C maybe'; do
	case $f in -[DSbC]*) run $f args.ko | head -n 1;; *) run $f | head -n 1;; esac
done
./staprun -V | sed 1q; ./staprun -h | sed -n 2p
./staprun -L $N.ko -c 'sleep 100' > out 2>&1; sed -n "s/$N/NAME/; 3p" out; ./staprun -d $N

# >>> out
# NAME.ko
# args.ko
# staprun:insert_module:LINE Module args inserted from file .../args.ko
# 42 a b args
# stapio:cleanup_and_exit:LINE detach=0
# stapio:cleanup_and_exit:LINE closing control channel
# staprun:remove_module:LINE Module args removed.
# 42 a b args
# ERROR: 7: the script's arguments are saved with the bundle; globals are set by NAME=VALUE
# rc 1
# 5 b c 1
# command
# end
# WARNING: Child process exited with status 3
# rc 1
# ERROR: Couldn't insert module 'NAME': Invalid parameters
# rc 1
# ERROR: You can't specify the '-A' and '-L' options together.
# ERROR: You can't specify the '-A' and '-D' options together.
# ERROR: You can't specify the '-A' and '-b' options together.
# ERROR: You can't specify the '-A' and '-c' options together.
# ERROR: You can't specify the '-A' and '-x' options together.
# ERROR: You can't specify the '-c' and '-x' options together.
# ERROR: You can't specify the '-D' and '-c' options together.
# ERROR: You can't specify the '-D' and '-d' options together.
# ERROR: You have to specify output FILE with '-D' option.
# ERROR: You have to specify output FILE with '-S' option.
# ERROR: Invalid buffer size '0' (should be 1-4095).
# ERROR: Invalid buffer size 'x' (should be 1-4095).
# staprun: invalid option -- 'Z'
# staprun: option requires an argument -- 'A'
# ERROR: no recorder none is running; 'sonde show' lists them
# ERROR: no recorder none is running; 'sonde show' lists them
# ERROR: Need a module name or path to load.
# ERROR: Unable to canonicalize path "./none": No such file or directory
# ERROR: Couldn't insert module 'none': No such file or directory
# ERROR: Couldn't insert module '/dev/null': Invalid argument
# ERROR: cannot run ./staprun: it is not a bundle
# Invalid argument 'maybe' for --color.
# Systemtap module loader/runner (version 5.6, sonde 0.1)
# usage: staprun [options] MODULE [VAR=VALUE ...]
# To reconnect, type "staprun -A NAME"
# 1 a 1
# end
# <<<
