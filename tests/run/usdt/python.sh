#!/bin/sh
# @@needs: uprobe tool:/usr/bin/python3 @@sort
# @@why: Python's functions by the marks of the interpreter, where it is built with them; else that is what is said
cd "$TMP" || exit 1
cat > f.py << 'END'
def f(n):
    return n if n < 2 else f(n - 1) + f(n - 2)
f(10)
END
if [ -n "$("$SONDE" stap -l 'process("/usr/bin/python3").mark("function__return")')" ]; then
	"$SONDE" stap -e 'probe python.function.return, python3.function.return {
		if (isinstr(filename, "f.py") && funcname == "f")
			lines[pn(), lineno]++
	}
	global lines' -c '/usr/bin/python3 f.py'
else
	"$SONDE" stap -e 'probe python.function.return { println(filename) }' 2>&1 | grep -q 'built with marks' &&
		printf 'lines["python%s.function.return",2]=177\n' 3 ''
fi
"$SONDE" stap -e 'probe python.line { println(1) }' 2>&1 | grep -o 'python.line is not here.*marks'

# >>> out
# lines["python3.function.return",2]=177
# lines["python.function.return",2]=177
# python.line is not here: this needs a Python that is built with marks
# <<<
