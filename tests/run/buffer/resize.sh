# @@why: sizes beyond the machine's memory are halved and that is said, but for quietresize; bufresize=manual ends
# @@only: host 6.1

number='s/lowered to [1-9][0-9]*[mg]$/lowered to N/'
for o in bufsize aggsize dynvarsize specsize; do
	"$SONDE" dtrace -x $o=100t -qn 'BEGIN { @a[1] = count(); b[1] = 1; printf("ran"); trunc(@a); exit(0); }' 2>&1 | sed "$number"
	"$SONDE" dtrace -x $o=100t -x quietresize -qn 'BEGIN { exit(0); }' 2>&1
	"$SONDE" dtrace -x $o=100t -x bufresize=manual -x quietresize -qn 'BEGIN { exit(0); }' 2>&1 | sed '/hint/d'
done
printf '#pragma D option bufresize=auto\n#pragma D option bufsize=100t\nBEGIN { trace("ran"); exit(0); }\n' >"$TMP/r.d"
"$SONDE" dtrace -qs "$TMP/r.d" 2>&1 | sed "$number"
"$SONDE" dtrace -x bufresize=manual -x bufsize=1m -qn 'BEGIN { trace("ran"); exit(0); }'
"$SONDE" dtrace -x bufsize=100t -x bufresize=manual -qn 'BEGIN { exit(0); }' 2>/dev/null
echo "status $?"
"$SONDE" dtrace -x cpu=100000 -n 'profile-97 { exit(0); }' 2>&1 | grep -v matched
# what is too small for one is refused, what is small bounds them
for o in aggsize=1 dynvarsize=7 aggsize=48 dynvarsize=24; do
	"$SONDE" dtrace -x $o -x droptags -qn 'BEGIN { @[1] = count(); @[2] = count(); @[3] = count(); @[4] = count(); @[5] = count();
		a[1] = 1; a[2] = 2; a[3] = 3; a[4] = 4; printf("%d", a[1] + a[2] + a[3] + a[4]); exit(0); }' 2>&1 | sed 's/on CPU .*/on CPU N/'
done

# >>> out
# dtrace: buffer size lowered to N
# ran
#
# dtrace: could not enable tracing: Memory allocation failure
# dtrace: aggregation size lowered to N
# ran
#
# dtrace: could not enable tracing: Memory allocation failure
# dtrace: dynamic variable size lowered to N
# ran
#
# dtrace: could not enable tracing: Memory allocation failure
# dtrace: speculation size lowered to N
# ran
#
# dtrace: could not enable tracing: Memory allocation failure
# dtrace: buffer size lowered to N
# ran
# ran
# status 1
# dtrace: could not enable tracing: there is no CPU 100000
# dtrace: could not enable tracing: Enabling exceeds size of buffer
#       = hint: a value of @_ takes 8 bytes, and aggsize is 1
# dtrace: could not enable tracing: Enabling exceeds size of buffer
#       = hint: a value of a takes 8 bytes, and dynvarsize is 7
# 10
#         1                1
#         2                1
#         3                1
# dtrace: [DTRACEDROP_AGGREGATION] 2 aggregation drops on CPU N
# 6
#         1                1
#         2                1
#         3                1
#         4                1
#         5                1
# dtrace: [DTRACEDROP_DYNAMIC] 1 dynamic variable drop
# <<<
