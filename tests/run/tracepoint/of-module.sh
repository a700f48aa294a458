#!/bin/sh
# @@needs: tp_btf   @@why: arguments of a module's tracepoint have its types; @cast finds types that only a module has
if [ -e /sys/kernel/btf/9pnet ] && [ -e /sys/kernel/tracing/events/9p/9p_client_req ]; then
	"$SONDE" -L 'kernel.trace("9p:9p_client_req")'
	"$SONDE" -e 'probe kernel.trace("9p:9p_client_req") {
			if (!n++) println($clnt->msize > 1000, " ", @cast($clnt, "p9_client")->msize == $clnt->msize, " ",
					  @cast($clnt, "p9_client", "kernel")->msize == $clnt->msize)
			exit()
		} global n' -c 'ls /run/share' | grep '^1'
	"$SONDE" dtrace -n 'rawtp:9p::9p_client_req { printf("%d %d\n", args[0]->msize > 1000, args[1] > 0); exit(0); }' \
		-q -c 'ls /run/share' | grep '^1' | head -n 1
else	# this kernel has no such module
	echo 'kernel.trace("9p:9p_client_req") $clnt:struct p9_client* $type:int8_t $tag:int'
	echo 1 1 1
	echo 1 1
fi

# >>> out
# kernel.trace("9p:9p_client_req") $clnt:struct p9_client* $type:int8_t $tag:int
# 1 1 1
# 1 1
# <<<
