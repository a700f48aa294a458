# @@why: in a description a macro argument's number ends with its digits; an argument's text may have escapes

for d in 'tick-$1ms' 'profile:::tick-$$1hz' 'tick-$1' 'profile-$1msec'; do
	"$SONDE" dtrace -qn "$d"' { printf("%s %s\n", probename, $$1); exit(0); }' 50 | head -n 1
done
"$SONDE" dtrace -qn 'BEGIN { printf("%s|%s|%s\n", $1, $$1, $2); exit(0); }' 'a\tb' '"c\\d"'
"$SONDE" dtrace -xerrtags -e -n 'BEGIN { trace($1ms); }' 5 2>&1 | head -n 1
"$SONDE" dtrace -xerrtags -e -n 'BEGIN { @1 = count(); }' 2>&1 | head -n 1

# >>> out
# tick-50ms 50
# tick-50hz 50
# tick-50 50
# profile-50msec 50
# a	b|a	b|c\d
#
# dtrace: invalid probe specifier BEGIN { trace($1ms); }: [D_SYNTAX] syntax error near "ms": expected an operator, ',' or the end of the list
# dtrace: invalid probe specifier BEGIN { @1 = count(); }: [D_SYNTAX] syntax error near "1": expected an operator or ';'
# <<<
