# @@why: an empty speculation is a line; committed records show their own probe; faults of numbers

"$SONDE" dtrace -n 'BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); } BEGIN { speculate(self->s); trace(1); }
BEGIN { commit(self->s); } END { trace("end"); } BEGIN { exit(0); }' 2>&1 | sed 's/^ *[0-9]* /CPU /; s/ *$//'
echo --- numbers
"$SONDE" dtrace -qn 'BEGIN { commit(2); } BEGIN { discard(-1); } BEGIN { printf("on\n"); exit(0); }
ERROR { printf("fault %d value %d\n", arg4, arg5); }' 2>&1 | sed 's/ at BPF.*//'
echo --- no room
"$SONDE" dtrace -x specsize=20 -x droptags -qn 'BEGIN { s = speculation(); }
BEGIN { speculate(s); printf("kept %d\n", s); } BEGIN { speculate(s); printf("lost %d\n", s); }
BEGIN { speculate(s); printf("lost %d\n", s); } BEGIN { commit(s); } BEGIN { exit(0); }' 2>&1
echo --- busy
"$SONDE" dtrace -qn 'BEGIN { s = speculation(); } BEGIN { discard(s); } BEGIN { printf("%d\n", speculation()); exit(0); }' 2>&1
echo --- discard in the clause that speculates
"$SONDE" dtrace -qn 'BEGIN { s = speculation(); } BEGIN { speculate(s); printf("gone\n"); discard(s); } BEGIN { commit(s); } BEGIN { printf("done\n"); exit(0); }' 2>&1
echo --- if
"$SONDE" dtrace -qn 'BEGIN { s = speculation(); } BEGIN { speculate(s); if (s == 1) { printf("one\n"); } else { printf("other\n"); } printf("behind\n"); } BEGIN { printf("before\n"); } BEGIN { commit(s); } BEGIN { exit(0); }' 2>&1

# >>> out
# dtrace: description 'BEGIN ' matched 6 probes
# CPU     ID                    FUNCTION:NAME
# CPU      1                           :BEGIN
# CPU      1                           :BEGIN           1
# CPU      1                           :BEGIN
# CPU      2                             :END   end
#
# --- numbers
# dtrace: error in dt_clause_0 for probe ID 1 (dtrace:::BEGIN): illegal operation
# fault 3 value 2
# dtrace: error in dt_clause_1 for probe ID 1 (dtrace:::BEGIN): illegal operation
# fault 3 value -1
# on
#
# --- no room
# kept 1
#
# dtrace: [DTRACEDROP_SPEC] 2 speculative drops
# --- busy
# 0
#
# dtrace: 1 failed speculation (available buffer(s) still busy)
# --- discard in the clause that speculates
# done
#
# --- if
# before
# one
# behind
# <<<
