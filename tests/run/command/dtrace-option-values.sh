#!/bin/sh
# @@why: words and versions of options that only the original heeds are checked all the same
for o in linkmode=foo linkmode=static linktype=dof evaltime=foo evaltime=main version=99.9 version=abc version=1.6.3 \
	amin=foo amin=Stable/Evolving/Common bufresize=foo bufresize=auto stdc=t disasm disasm=8 lockmem ctypes cleanrate=x \
	cleanrate=101hz core debug encoding=ascii; do
	"$SONDE" dtrace -e -x $o -qn BEGIN 2>&1
done

# >>> out
# dtrace: failed to set -x linkmode: Invalid value for specified option
# dtrace: failed to set -x evaltime: Invalid value for specified option
# dtrace: failed to set -x version: Invalid value for specified option
# dtrace: failed to set -x version: Invalid value for specified option
# dtrace: failed to set -x amin: Invalid value for specified option
# dtrace: failed to set -x bufresize: Invalid value for specified option
# dtrace: failed to set -x disasm: Invalid value for specified option
# dtrace: failed to set -x lockmem: Invalid value for specified option
# dtrace: failed to set -x ctypes: Invalid value for specified option
# dtrace: failed to set -x cleanrate: Invalid value for specified option
# <<<
