/* @@form: dtrace   @@args: -xerrtags -qwxnspec=2   @@only: host */
int v[4];
BEGIN { x = 1; trace(x / (x - 1)); }
BEGIN { trace(*(int *)8); }
BEGIN { commit(x + 98); }
BEGIN { this->q = alloca(x * 100000); }
BEGIN { trace(v[x + 9]); }
BEGIN { freopen("/nosuch/dir/x"); exit(0); }

/* >>> out
<<< */

/* >>> err
dtrace: [K_DIVZERO] error in dt_clause_0 for probe ID 1 (dtrace:::BEGIN): divide-by-zero
dtrace: [K_BADADDR] error in dt_clause_1 for probe ID 1 (dtrace:::BEGIN): invalid address (0x8)
dtrace: [K_ILLOP] error in dt_clause_2 for probe ID 1 (dtrace:::BEGIN): illegal operation
dtrace: [K_NOSCRATCH] error in dt_clause_3 for probe ID 1 (dtrace:::BEGIN): out of scratch space
dtrace: [K_BADINDEX] error in dt_clause_4 for probe ID 1 (dtrace:::BEGIN): index out of bounds (10)
dtrace: [B_LIBRARY] error in dt_clause_5 for probe ID 1 (dtrace:::BEGIN): couldn't freopen() "/nosuch/dir/x": No such file or directory
<<< */
