#!/bin/sh
# @@why: input.char and input.line take standard input; the last line may lack its end
printf 'one\ntwo\nend' | "$SONDE" stap -e '
	global lines, chars, all
	probe input.line { printf("<%s>", line); lines++ }
	probe input.char { all = char . all; if (char == "d") chars = strlen(all) }
	probe timer.ms(300) { exit() }
	probe end { printf("%d %d %s\n", lines, chars, all) }'
printf 'a\nb\n' > "$TMP/in"
"$SONDE" stap -e 'probe input.line { printf("%s", line); if (line == "b\n") exit() }' < "$TMP/in"
printf 'go\nquit\n' | "$SONDE" stap -e 'probe input.line { if (line == "quit\n") exit() else println("went") }'
"$SONDE" stap -L 'procfs("x").read, input.line'

# >>> out
# <one
# ><two
# ><end>3 11 dne
# owt
# eno
# a
# b
# went
# input.line line:string
# procfs("x").read $value:string
# <<<
