#!/bin/sh
# @@why: every long and short flag of stap is known, in its spellings; what is wrong is said in stap's words
stap() { "$SONDE" stap "$@" < /dev/null; }
B='probe begin { println("hi") exit() }'
for f in -u -P -M -q --prologue-searching=always '-B CONFIG=y' '-R /tmp' --modinfo=a=b --debug --bpf --dyninst \
	--runtime=kernel --check-version --semantic-keep-going --download-debuginfo --download-debuginfo=no \
	--rlimit-as=100 --rlimit-cpu=1 '--sysroot=/ --sysenv=A=b' --target-namespaces=1 --build-as=root --save-uprobes \
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
	--sysroot=/no/such --sysenv=A=b '--sysroot=/ --sysenv=A' --prologue-searching=x --download-debuginfo=x \
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
unset NO_COLOR SYSTEMTAP_COLORS; ESC=$(printf '\033')
for c in unset '' 'error=35:caret=1;4:x=1:token=no'; do
	[ "$c" = unset ] || export SYSTEMTAP_COLORS="$c"
	stap --color=always -p1 -e 'probe begin { x = }' 2>&1 | head -n 4 | sed "s/$ESC/E/g"
done
unset SYSTEMTAP_COLORS
stap --sup -e "$B" 2>&1; stap --h | head -n 1
stap -E 'probe begin { println("E1") }' -E 'probe begin { exit() }' -e 'probe begin { println("e") }'
stap -E 'probe never { }' -E 'probe begin { f( }' -e "$B" 2>&1 | head -n 2
stap -E "$B" 2>&1; stap -x 1 -x 2 -c true -e "$B" 2>&1; stap -x 1 -x 2 -e 'probe begin { println(target()) exit() }'
stap -c 'echo no' -c 'kill -TERM $$' -e 'probe end { println("end") }' 2>&1
stap -a nosuch -r 5.4.0-1 -p1 -e 'probe begin { %( arch == "nosuch" && kernel_v == "5.4.0" %? println("both") %) }' 2>&1 | grep -e WARN -e both
stap -a "$(uname -m)" -r "/lib/modules/$(uname -r)/build" -e "$B"
for f in '-l begin' --dump-functions -V '-p2 -'; do
	echo 'probe begin { exit() }' | "$SONDE" stap $f 2>&1 > /dev/full; echo $?
	echo 'probe begin { exit() }' | "$SONDE" stap $f 2>&1 | :
done
mkdir -p lib/linux/"$(uname -r)"/"$(uname -m)" lib/bpf
echo 'function there() { return 5 }' > lib/linux/"$(uname -r)"/"$(uname -m)"/a.stp
echo 'function there() { return 6 }' > lib/bpf/a.stp
for f in kernel bpf; do stap -I lib --runtime=$f -e 'probe begin { println(there()) exit() }'; done
SYSTEMTAP_TAPSET=lib stap -e 'probe begin { println(there() + 1) exit() }'
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
# --sysroot=/no/such: ERROR: /no/such is an invalid directory for --sysroot
# --sysenv=A=b: ERROR: --sysenv must follow --sysroot
# --sysroot=/ --sysenv=A: ERROR: A is an invalid argument for --sysenv
# --prologue-searching=x: Invalid argument 'x' for --prologue-searching.
# --download-debuginfo=x: ERROR: x is not a valid value. Use 'yes', 'no', 'ask' or a <timeout value>
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
# E[01;31mparse error: E[0mexpected literal string or number
#         saw: operator E[01m'}'E[0m at E[00;34m<input>:1:19E[0m
#      source: probe begin { x = }
#                                E[01m^E[0m
# parse error: expected literal string or number
#         saw: operator '}' at <input>:1:19
#      source: probe begin { x = }
#                                ^
# E[35mparse error: E[0mexpected literal string or number
#         saw: operator E[01m'}'E[0m at E[00;34m<input>:1:19E[0m
#      source: probe begin { x = }
#                                E[1;4m^E[0m
# stap: option '--sup' is ambiguous; possibilities: '--suppress-handler-errors' '--suppress-time-limits'
# Try '--help' for more information.
# Systemtap translator/driver (version 5.6, sonde 0.1)
# e
# E1
# parse error: expected literal string or number
#         saw: operator '}' at <input2>:1:18
# A script must be specified.
# Try '-i' for building a script interactively.
# Try '--help' for more information. [man stap]
# You can't specify -c and -x together.
# 2
# end
# WARNING: Child process exited with signal 15 (Terminated)
# WARNING: kernel release/architecture mismatch with host forces last-pass 4.
#   println("both")
# hi
# stap: cannot write the output: No space left on device
# 1
# stap: cannot write the output: No space left on device
# 1
# stap: cannot write the output: No space left on device
# 1
# stap: cannot write the output: No space left on device
# 1
# 5
# 6
# 6
# <<<
