# @@why: dtrace -v: the least stable of what a program names, in the output; -e -v without a run; amin refuses

for d in 'BEGIN { exit(0); }' 'dtrace:::BEGIN, tick-1s { exit(0); }' 'BEGIN { trace(curthread->pid); }' \
	'BEGIN { trace(curpsinfo->pr_pid); trace(cpu); }' 'proc:::create { trace(args[0]->pr_pid); }' \
	'syscall::read:entry { }' 'syscall:::entry { trace(arg0); }' \
	'BEGIN { trace(((struct task_struct *)curthread)->pid); }' 'BEGIN { trace(mutex_owned(NULL)); }'; do
	"$SONDE" dtrace -ev -n "$d" | awk '/^Stab/ { print } /\t\t/ { t = t sep $NF; sep = " " } /Dependency/ { print t; t = sep = "" }'
done
"$SONDE" dtrace -vqn 'BEGIN { printf("output\n"); exit(0); }' -o "$TMP/out"; grep -c . "$TMP/out"
printf 'int x;\n#pragma D attributes Private/Unstable/ISA x\nBEGIN { x = 1; }\n' >"$TMP/s.d"
"$SONDE" dtrace -evs "$TMP/s.d" | awk '/\t\t/ { t = t sep $NF; sep = " " } END { print t }'
printf 'BEGIN { exit(0); }\n' >"$TMP/s.d"
"$SONDE" dtrace -evs "$TMP/s.d" | sed "s,$TMP,T,"
"$SONDE" dtrace -xerrtags -x amin=Evolving/Evolving/Common -n 'tick-1s { exit(0); } syscall::read:entry { }' 2>&1
echo "status $?"
"$SONDE" dtrace -q -x amin=Evolving/Evolving/Common -n 'BEGIN { printf("%d", curpsinfo->pr_pid == pid); exit(0); }'
"$SONDE" dtrace -l -i 0 2>&1 >/dev/null
"$SONDE" dtrace -l -i x 2>&1 >/dev/null
echo "status $?"

# >>> out
# Stability attributes for description BEGIN :
# Stable Stable Common
# Stable Stable Common
# Stability attributes for description dtrace:::BEGIN, tick-1s :
# Evolving Evolving Common
# Stable Stable Common
# Stability attributes for description BEGIN :
# Stable Stable Common
# Stable Private Common
# Stability attributes for description BEGIN :
# Stable Stable Common
# Stable Stable Common
# Stability attributes for description proc:::create :
# Evolving Evolving ISA
# Evolving Evolving ISA
# Stability attributes for description syscall::read:entry :
# Private Private Unknown
# Stable Stable Common
# Stability attributes for description syscall:::entry :
# Evolving Evolving ISA
# Private Private ISA
# Stability attributes for description BEGIN :
# Stable Stable Common
# Private Private Unknown
# Stability attributes for description BEGIN :
# Stable Stable Common
# Evolving Evolving Common
# 10
# Stable Stable Common Private Unstable ISA
#
# Stability attributes for script T/s.d:
#
# 	Minimum Probe Description Attributes
# 		Identifier Names: Stable
# 		Data Semantics:   Stable
# 		Dependency Class: Common
#
# 	Minimum Statement Attributes
# 		Identifier Names: Stable
# 		Data Semantics:   Stable
# 		Dependency Class: Common
#
# dtrace: invalid probe specifier tick-1s { exit(0); } syscall::read:entry { }: [D_ATTR_MIN] attributes for syscall::read:entry (Private/Private/Unknown) are less than predefined minimum
#     1 | tick-1s { exit(0); } syscall::read:entry { }
#       |                      ^^^^^^^^^^^^^^^^^^^
#       = hint: the option amin asks for Evolving/Evolving/Common
# status 1
# 1
# dtrace: invalid probe specifier 0: Unknown probe identifier
# dtrace: invalid probe specifier x: Unknown probe identifier
# status 1
# <<<
