#!/bin/sh
# @@why: every long and short flag of stap is known, in its spellings; what is wrong is said in stap's words
stap() { "$SONDE" stap "$@" < /dev/null; }
B='probe begin { println("hi") exit() }'
for f in -u -P -M -q --prologue-searching=always '-B CONFIG=y' '-R /tmp' --modinfo=a=b --debug --bpf --dyninst \
	--runtime=kernel --check-version --semantic-keep-going --download-debuginfo --download-debuginfo=no \
	--rlimit-as=100 --rlimit-cpu=1 --sysroot=/ --sysenv=A=b --target-namespaces=1 --build-as=root --save-uprobes \
	--remote=direct:// --remote-prefix --use-server-on-error=no --sign-module --ldd --all-modules '-d kernel' \
	--compatible=4.0 --compatible --privilege=stapdev '-g --suppress-time-limits' --skip-badvars \
	--no-global-var-display --suppress-handler-errors --disable-cache --poison-cache --color --color=never \
	'-s 2' -s4 '-D MAXACTION=5000' -DMAXERRORS=5 '-D FOO' '-D A=-1' '-T 5' -T0.5 '--vp 00001' -w -W '-a x86_64'; do
	case $f in --compatible) f='--compatible 5.6';; --vp*) stap $f -e "$B" 2> "$TMP/x" ;; esac
	[ "$(stap $f -e "$B" 2> "$TMP/err")" = hi ] && case $f in --vp*) :;; *) [ ! -s "$TMP/err" ];; esac ||
		{ echo "flag $f"; cat "$TMP/err"; }
done
cd "$TMP"
for f in -Z --nosuch --vp=123456 '-s 0' -sx '-T 0' '-T x' '-p 6' '-p x' '-x abc' '-S 5' '-S x' '-m A' '-m a.b.ko' \
	'-D 1x' '-D a=b=c' '-D a;b' '-G x' '-G 1=2' '-G x=a;b' --compatible=9.9 --privilege=root '-g --unprivileged' --suppress-time-limits --runtime=java \
	'-c true -x 1' '--rlimit-as x' --use-server --list-servers --example --remote=ssh://a --language-server \
	'-e x' '-l begin' '--dump-functions' '-T'; do
	printf '%s: ' "$f"
	case $f in -T) set -- -T;; *) set -- $f -e "$B";; esac
	stap "$@" 2>&1 > "$TMP/out" | head -n 1
done
stap -c '' -e "$B"; echo $?
stap; echo $?
stap nosuch.stp; echo $?
echo 'probe begin { println("[", @1, "]") exit() }' > a.stp
stap a.stp -w 42; stap -- a.stp -w; stap a.stp -- -w; 
"$SONDE" stap - 5 < a.stp
printf '# flags\n-D MAXERRORS=1  # one\n--suppress-hand "-w"\n' > rc
SYSTEMTAP_DIR=$TMP stap -e 'probe begin { error("not seen") } probe begin(1) { exit() } probe end { println("end") }' 2>&1
for f in 'kernel_string(0)' 'backtrace()' '@cast(0, "task_struct")->pid' 'user_string(0, "fine")' 'execname() != ""'; do
	stap --unprivileged -e "probe begin { println($f) exit() }" 2>&1 | head -n 1
done
stap --comp=5.0 -e "$B"; stap --com=5.0 -e "$B"; stap --comp -e "$B" 2>&1; stap --ldd=x -e "$B" 2>&1
stap -E 'probe my = begin { v = 3 } probe end {}' -L 'my*'
stap -e 'probe begin { s=1; s=s."a" }' 2>&1 | tail -n 3
:

# >>> out
# hi
# -Z: stap: invalid option -- 'Z'
# --nosuch: stap: unrecognized option '--nosuch'
# --vp=123456: Invalid --vp argument: it takes 1 to 5 digits.
# -s 0: Invalid buffer size (should be 1-4095).
# -sx: Invalid buffer size (should be 1-4095).
# -T 0: Invalid timeout interval.
# -T x: Invalid timeout interval.
# -p 6: Invalid pass number (should be 1-5).
# -p x: Invalid pass number (should be 1-5).
# -x abc: Invalid target process ID number.
# -S 5: You have to specify output FILE with '-S' option.
# -S x: Invalid file size argument 'x' for -S: SIZE in MB, or SIZE,FILES.
# -m A: Invalid module name 'A': only a-z, 0-9 and '_' are allowed.
# -m a.b.ko: Truncating module name to 'a.b'
# -D 1x: ERROR: Safety pattern mismatch for -D parameter ('1x' vs. '^[a-z_][a-z_0-9]*(=-?[a-z_0-9]+)?$') rc=1
# -D a=b=c: ERROR: Safety pattern mismatch for -D parameter ('a=b=c' vs. '^[a-z_][a-z_0-9]*(=-?[a-z_0-9]+)?$') rc=1
# -D a;b: ERROR: Safety pattern mismatch for -D parameter ('a;b' vs. '^[a-z_][a-z_0-9]*(=-?[a-z_0-9]+)?$') rc=1
# -G x: ERROR: Safety pattern mismatch for -G parameter ('x' vs. '^[a-z_][a-z_0-9]*=[a-z0-9_.-]*$') rc=1
# -G 1=2: ERROR: Safety pattern mismatch for -G parameter ('1=2' vs. '^[a-z_][a-z_0-9]*=[a-z0-9_.-]*$') rc=1
# -G x=a;b: ERROR: Safety pattern mismatch for -G parameter ('x=a;b' vs. '^[a-z_][a-z_0-9]*=[a-z0-9_.-]*$') rc=1
# --compatible=9.9: ERROR: systemtap version 5.6 cannot be compatible with future version 9.9
# --privilege=root: Invalid argument 'root' for --privilege.
# -g --unprivileged: You can't specify -g and --privilege=stapusr together.
# --suppress-time-limits: ERROR: --suppress-time-limits requires guru mode (-g)
# --runtime=java: ERROR: java is an invalid argument for --runtime
# -c true -x 1: You can't specify -c and -x together.
# --rlimit-as x: Unable to parse resource limit 'x'.
# --use-server: compile servers are not needed: programs are compiled here
# --list-servers: compile servers are not needed: programs are compiled here
# --example: no examples are installed
# --remote=ssh://a: --remote ssh://a: scripts run on this host only; save a bundle with -m and use 'sonde run' there
# --language-server: there is no language server
# -e x: Only one script can be given on the command line.
# -l begin: Cannot specify a script with -l/-L/--dump-* switches.
# --dump-functions: Cannot specify a script with -l/-L/--dump-* switches.
# -T: stap: option requires an argument -- 'T'
# 1
# 1
# 1
# [42]
# [-w]
# [-w]
# [5]
# end
# WARNING: Number of errors: 1, skipped probes: 0
# semantic error: function may not be used when --privilege=stapusr is specified: identifier 'kernel_string' at <input>:1:23
# semantic error: function may not be used when --privilege=stapusr is specified: identifier 'backtrace' at <input>:1:23
# semantic error: memory of the kernel may not be read when --privilege=stapusr is specified: operator '@cast' at <input>:1:23
# fine
# 1
# hi
# hi
# ERROR: Invalid version '-e' for --compatible
# stap: option '--ldd' doesn't allow an argument
# Try '--help' for more information.
# my v:long
# Pass 2: analysis failed.  [man error::pass2]
# Number of similar error messages suppressed: 1.
# Rerun with -v to see them.
# <<<
