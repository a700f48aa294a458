#!/bin/sh
# @@needs: uprobe tool:gcc
# strlen() is chosen by a resolver when a program is loaded: what was chosen fires, in both languages.
cat > "$TMP/len.c" <<'END'
#include <string.h>
int main(void)
{
	char *volatile text = "seven..";
	volatile size_t n = text[0] - 's';	/* in memory before a probe looks */

	for (int i = 0; i < 5; i++)
		n += strlen(text);
	return n != 35;
}
END
gcc -O0 -fno-builtin -o "$TMP/len" "$TMP/len.c" || exit 1
libc=$(ldd "$TMP/len" | sed -n 's/.*libc.so.6 => \([^ ]*\).*/\1/p')
"$SONDE" -c "$TMP/len" -e "global n probe process(\"$libc\").function(\"strlen\") { n++ } probe end { println(n) }"
"$SONDE" -c "$TMP/len" -e 'pid$target:libc:strlen:entry /copyinstr(arg0) == "seven.."/ { @n = count(); }'

# >>> out
# 5
#
#                 5
# <<<
