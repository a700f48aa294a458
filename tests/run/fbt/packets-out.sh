#!/bin/sh
# @@needs: kprobe tool:python3   @@why: where packets go that this machine sends, where the hooks are probed as functions
cat > "$TMP/send.py" << 'END'
import socket
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("127.0.0.1", 0))
u.sendto(b"x" * 50, u.getsockname())
END
"$SONDE" stap -w -c "python3 -S $TMP/send.py" -e 'global n
	probe netfilter.ipv4.local_out, netfilter.ipv4.post_routing, netfilter.ipv4.local_in {
		if (length == 78 && sport == dport) n[pn(), indev_name, outdev_name] = 1
	}
	probe end { foreach ([p+, i, o] in n) printf("%s %s>%s\n", p, i, o) }'

# >>> out
# netfilter.ipv4.local_in lo>
# netfilter.ipv4.local_out >lo
# netfilter.ipv4.post_routing >lo
# <<<
