#!/bin/sh
# @@why: division by zero in both executors is the same fault
"$SONDE" -e 'global z probe begin { try { println(1 / z) } catch (e) { println(e) } exit() } probe end { z = 0 }'
"$SONDE" -e 'global z, a probe begin { foreach (k in a-) z = k; try { println(1 / z) } catch (e) { println(e) } exit() } probe end { z = 0; a[1] = 1 }'

# >>> out
# division by 0
# division by 0
# <<<
