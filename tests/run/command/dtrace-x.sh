# @@why: every option of D, spelled in every way; bad values; what setopt() refuses
# @@timeout: 60

bad() { grep -v '^1$' | grep .; }
run() { "$SONDE" dtrace "$@" -qn 'BEGIN { printf("1\n"); exit(0); }' 2>&1 | bad; }

"$SONDE" dtrace -q -x flowindent -n "BEGIN { exit(0); }" | sed "s,^ *[0-9]*,C,; s, *$,,"
for o in aggpercpu aggsortkey aggsortrev argref core cpphdrs defaultargs destructive droptags empty errtags \
	grabanon kdefs knodefs lazyload linknommap nolibs noresolve pspec quiet quietresize strict strip \
	sysslice udefs unodefs zdefs debug; do
	run -x $o
	run -x$o=yes -x $o=off -x $o=
done
# each by itself costs a run: those of a kind together
"$SONDE" dtrace -x aggsize=2m -x bufsize=1M -b 512k -x dynvarsize=100000 -x specsize=1g -x strsize=128 -x scratchsize=1k \
	-x printsize=100 -x pcapsize=96 -x bpflogsize=1k -x jstackstrsize=1k -x preallocate=1m -x lockmem=unlimited \
	-x aggrate=1hz -x switchrate=10ms -x statusrate=100msec -x cleanrate=97hz -x nspec=2 -x stackframes=3 \
	-x ustackframes=4 -x jstackframes=5 -x maxframes=100 -x stackindent=2 -x aggsortpos=0 -x aggsortkeypos=1 \
	-x disasm=1 -x iregs=8 -x tregs=1 -x tree=1 -x pgmax=1 -x useruid=0 -x maxprobes=1000 -x bufpolicy=switch \
	-x bufresize=auto -x amin=Private/Private/Unknown -x btfpath=/sys/kernel/btf/vmlinux -x ctfpath=/x -x modpath=/x -x procfspath=/proc \
	-x ldpath=/x -x libdir=/nonexistent -x syslibdir=/x -x cpppath=cpp -x cppargs=-P -x stdc=a \
	-x debugassert=x -x dofstashpath=x -x evaltime=exec -x late=static -x linkmode=kernel -x linktype=elf \
	-x version=1.0 -x incdir=/tmp -x define=A=1 -x undef=A -x place=auto -qn 'BEGIN { printf("1\n"); exit(0); }' 2>&1 | bad
"$SONDE" dtrace -x bpflog -qn 'BEGIN { printf("1\n"); exit(0); }' 2>&1 | grep -q '^processed [0-9]* insns' && run -x bpflog=off
echo "--- pragma, environment, setopt"
DTRACE_OPT_quiet= DTRACE_OPT_stackindent=7 DTRACE_OPT_strsize=12 "$SONDE" dtrace -x quiet -s /dev/stdin <<'D'
#pragma D option nspec=2
#pragma D option stackframes=1
# pragma D option switchrate=100hz
#pragma	D	option	bufsize=10k
BEGIN { printf("%d %s\n", sizeof (string), "0123456789abcdef"); setopt("stackindent", "0"); setopt("rawbytes"); trace(1); trace("a"); setopt("rawbytes", "off"); exit(0); }
D
printf '%s\n' 'BEGIN { printf("%d %s\n", ANSWER, probename); exit(0); }' >"$TMP/cpp.d"
DTRACE_OPT_cpp= DTRACE_OPT_DEFINE=ANSWER=42 "$SONDE" dtrace -qs "$TMP/cpp.d"
DTRACE_OPT_strsize=x "$SONDE" dtrace -n 'BEGIN { exit(0); }' 2>&1; echo $?
DTRACE_OPT_zdefs= "$SONDE" dtrace 2>/dev/null >&2; echo $?
echo "--- bad"
for o in nosuch=1 strsize= strsize=x strsize=4q quiet=maybe switchrate=5parsecs cpu=x; do
	"$SONDE" dtrace -x $o -n 'BEGIN { exit(0); }' 2>&1
done
printf '#pragma D option nosuch\nBEGIN { exit(0); }\n' >"$TMP/a.d"
"$SONDE" dtrace -xerrtags -s "$TMP/a.d" 2>&1 | sed "s,$TMP,T,"
echo "--- verbose, -S"
"$SONDE" dtrace -x verbose -qn 'BEGIN { exit(0); }' 2>&1 | grep -c 'void clause_0'
"$SONDE" dtrace -S -qn 'BEGIN { exit(0); }' 2>&1 | grep -c 'void clause_0'

echo "--- where a command waits: its loader's work, its libraries' start, main"
for t in exec preinit postinit main; do
	"$SONDE" dtrace -x evaltime=$t -qn '
		BEGIN { loader = 0; start = 0; main = 0; }
		syscall::set_tid_address:entry /pid == $target/ { loader++; }
		pid$target:libc.so.6:__libc_start_main*:entry { start = 1; }
		pid$target:a.out:main:entry { main++; }
		END { printf("%d %d %d\n", loader, start, main); }' -c "$TRIGGERS/sys getppid 1" | sed "s,^[0-9],$t &,"
done
echo "--- files"
mkdir "$TMP/lib"
echo 'inline int answer = 42; typedef int psinfo_t;' >"$TMP/lib/a.d"
"$SONDE" dtrace -x syslibdir="$TMP/lib" -qn 'BEGIN { printf("%d %d\n", answer, sizeof (psinfo_t)); exit(0); }'
"$SONDE" dtrace -x syslibdir="$TMP/lib" -e -n 'proc:::start' 2>&1 | head -n 1
"$SONDE" dtrace -x btfpath=/nonexistent -e -n BEGIN 2>&1
"$SONDE" dtrace -x ctypes="$TMP/types" -e -n BEGIN 2>&1
"$SONDE" dtrace -x tree=1 -v -e -n BEGIN 2>&1 >/dev/null

# an error that has no tag in D
"$SONDE" dtrace -xerrtags -wn 'BEGIN { return(1); }' 2>&1 | head -n 1
# >>> out
# C | :BEGIN
# --- pragma, environment, setopt
# 12 0123456789a
#
#              0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f  0123456789abcdef
#          0: 01 00 00 00                                      ....
#
#              0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f  0123456789abcdef
#          0: 61 00 00 00 00 00 00 00 00 00 00 00              a...........
#
# 42 BEGIN
#
# dtrace: failed to set -x strsize: Invalid value for specified option
# 1
# 2
# --- bad
# dtrace: failed to set -x nosuch: Invalid option name
# dtrace: failed to set -x strsize: Invalid value for specified option
# dtrace: failed to set -x strsize: Invalid value for specified option
# dtrace: failed to set -x strsize: Invalid value for specified option
# dtrace: failed to set -x quiet: Invalid value for specified option
# dtrace: failed to set -x switchrate: Invalid value for specified option
# dtrace: failed to set -x cpu: Invalid value for specified option
# dtrace: failed to compile script T/a.d: [D_PRAGMA_OPTSET] line 1: there is no option 'nosuch'
#     1 | #pragma D option nosuch
#       |                  ^^^^^^
# --- verbose, -S
# 1
# 1
# --- where a command waits: its loader's work, its libraries' start, main
# exec 1 1 1
#
# preinit 0 1 1
#
# postinit 0 1 1
#
# main 0 0 1
#
# --- files
# 42 4
#
# dtrace: invalid probe specifier proc:::start: probe description proc:::start does not match any probes
# dtrace: cannot read the kernel's types in /nonexistent: No such file or directory
# dtrace: failed to set -x ctypes: there are no CTF containers here that could be dumped: types are BTF and D's own
# dtrace: -x tree: no effect: --dump=ast shows the tree
# dtrace: invalid probe specifier BEGIN { return(1); }: [D_UNKNOWN] return() ends kernel functions, at their entry (fbt): dtrace:::BEGIN is none
# <<<
