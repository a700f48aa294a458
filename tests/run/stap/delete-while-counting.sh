#!/bin/sh
# @@needs: raw_tp
# @@why: an array that counts the very calls that empty it; elements that go between being made and being added to
"$SONDE" -w -e 'global s, t, rounds
probe nd_syscall.* { s[name] <<< 1 t[name]++ }
probe timer.ms(50) { delete s delete t if (++rounds == 8) exit() }
probe end { printf("%d\n", rounds) delete s delete t }' 2>&1

# >>> out
# 8
# <<<
