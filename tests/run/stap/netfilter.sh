#!/bin/sh
# @@needs: netfilter tool:python3   @@only: host
# @@why: packets at netfilter's hooks; their fate, in guru mode; what a point lacks
cat > "$TMP/send.py" <<'END'
import socket
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("127.0.0.1", 0))
for i in range(3):
    try:
        u.sendto(b"x" * 50, u.getsockname())
        print(len(u.recv(100)))
    except OSError:
        print("dropped")
END
run() { "$SONDE" stap "$@" -c "python3 -S $TMP/send.py"; }
run -e 'global n
probe netfilter.hook("NF_INET_LOCAL_OUT").pf("NFPROTO_IPV4").priority("NF_IP_PRI_FIRST"),
      netfilter.pf("NFPROTO_IPV4").hook("NF_IP_LOCAL_IN").priority("-200") {
	if (pid() != target() || $skb->len != 78 || !($hooknum == 1 || $hooknum == 3)) next
	n[$hooknum, $in ? kernel_string($in->name) : "-", $out ? kernel_string($out->name) : "-", probe_type(), $verdict]++
}
probe end { foreach ([h+, i, o, t, v] in n) println(h, " ", i, " ", o, " ", t, " ", v, " ", n[h, i, o, t, v]) }'
run -e 'global n
probe netfilter.ipv4.local_out, netfilter.ip.local_in {
	if (pid() == target() && protocol == ipproto_udp && length == 78)
		n[pn(), saddr, daddr, indev_name, outdev_name, sport == dport, family, substr(data_hex, 0, 2)]++
}
probe end { foreach ([p+, s, d, i, o, e, f, x] in n) printf("%s %s %s %s %s %d %d %s %d\n", p, s, d, i, o, e, f, x, n[p, s, d, i, o, e, f, x]) }'
run -g -e 'global n
probe netfilter.ipv4.local_out { if (pid() == target() && protocol == ipproto_udp && ++n == 2) $verdict = nf_drop }'
for p in 'hook("NF_INET_LOCAL_IN")' 'pf("NFPROTO_IPV4")' 'hook("NF_INET_ODD").pf("NFPROTO_IPV4")' 'hook("NF_IP6_FORWARD").pf("PF_INET")' \
	'hook("NF_BR_FORWARD").pf("NFPROTO_BRIDGE")' 'hook("NF_INET_LOCAL_IN").pf("NFPROTO_ODD")' \
	'hook("NF_INET_LOCAL_IN").pf("NFPROTO_IPV4").priority("soon")'; do
	"$SONDE" stap -p2 -e "probe netfilter.$p { print(1) }" 2>&1 | grep -o 'missing [a-z ]*\|unsupported.*: id\|no packet filter.*: id'
done
"$SONDE" stap -p2 -e 'probe netfilter.ipv4.local_out { $verdict = nf_drop }' 2>&1 | grep -o 'need stap -g'

# >>> out
# 50
# 50
# 50
# 1 lo - netfilter 1 3
# 3 - lo netfilter 1 3
# 50
# 50
# 50
# netfilter.ip.local_in 127.0.0.1 127.0.0.1 lo  1 2 45 3
# netfilter.ipv4.local_out 127.0.0.1 127.0.0.1  lo 1 2 45 3
# 50
# dropped
# 50
# missing protocol family
# missing hooknum
# unsupported netfilter hook "NF_INET_ODD" for protocol family "NFPROTO_IPV4"; need stap -g: id
# unsupported netfilter hook "NF_IP6_FORWARD" for protocol family "PF_INET"; need stap -g: id
# no packet filter can be made for NFPROTO_BRIDGE: the kernel runs those of BPF for IPv4 and IPv6 only: id
# unsupported netfilter protocol family "NFPROTO_ODD"; need stap -g: id
# unsupported netfilter priority "soon"; need stap -g: id
# need stap -g
# <<<
