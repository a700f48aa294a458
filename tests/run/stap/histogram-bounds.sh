# @@why: bounds that no histogram can have are found when it is made, at the start: pass 2 lets them through
t() { "$SONDE" stap "$@" 2>&1; echo "status $?"; }
hist() { echo "global s probe begin { s <<< 1; print(@hist_linear(s, $1)) exit() }"; }
t -e "$(hist '0, 10, 0')"
t -e "$(hist '10, 5, 1')"
t -p2 -e "$(hist '0, 126, 1')" | grep -e s: -e status
t -w -e "$(hist '0, 126, 1')"
t -e "$(hist '0, 125, 1')"
"$SONDE" -e "$(hist '0, 10, -1')" 2>&1
# >>> out
# WARNING: histogram: interval cannot be zero.
# ERROR: global variable 's' allocation failed
# WARNING: /usr/bin/staprun exited with status: 1
# Pass 5: run failed.  [man error::pass5]
# status 1
# WARNING: histogram: Number of buckets must be between 1 and 126
# Number_of_buckets = (stop - start) / interval.
# Please adjust your start, stop, and interval values.
# ERROR: global variable 's' allocation failed
# WARNING: /usr/bin/staprun exited with status: 1
# Pass 5: run failed.  [man error::pass5]
# status 1
# s:stats
# status 0
# ERROR: global variable 's' allocation failed
# WARNING: /usr/bin/staprun exited with status: 1
# Pass 5: run failed.  [man error::pass5]
# status 1
# value |-------------------------------------------------- count
#     0 |                                                   0
#     1 |@                                                  1
#     2 |                                                   0
#     3 |                                                   0
#
# status 0
# <command line>:1:39: warning: histogram: Number of buckets must be between 1 and 126
# Number_of_buckets = (stop - start) / interval.
# Please adjust your start, stop, and interval values.
#     1 | global s probe begin { s <<< 1; print(@hist_linear(s, 0, 10, -1)) exit() }
#       |                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^
# sonde: error: global variable 's' allocation failed
# <<<
# >>> exit
# 2
# <<<
