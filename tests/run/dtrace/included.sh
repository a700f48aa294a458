# @@why: an error in an included file, behind #line, and a program that matches no probe

cd "$TMP"
printf 'int ok;\nBEGIN { bad bad; }\n' > bad.h
printf '#include "bad.h"\nBEGIN { exit(0); }\n' > c.d
printf '#line 50 "foo.d"\nBEGIN { trace(xx); }\n' > line.d
printf '#define V 1\nBEGIN { trace(xx + V); }\n' > main.d
printf 'int x;\n' > decl.d
for args in "-xerrtags -C -s c.d" "-s line.d" "-C -s main.d" "-s decl.d"
do
	"$SONDE" dtrace $args 2>&1 | grep dtrace:
done
"$SONDE" dtrace -qs decl.d || echo "status $?"

# >>> out
# dtrace: failed to compile script c.d: [D_SYNTAX] "bad.h", line 2: syntax error near "bad": expected an operator or ';'
# dtrace: failed to compile script line.d: "foo.d", line 50: failed to resolve xx: Unknown variable name
# dtrace: failed to compile script main.d: line 2: failed to resolve xx: Unknown variable name
# dtrace: script 'decl.d' matched 0 probes
# dtrace: no probes matched
# status 1
# <<<
