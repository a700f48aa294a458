#!/bin/sh
# @@needs: fentry tool:unshare tool:ip tool:python3   @@timeout: 60
# @@why: ipmib.* and tcpmib.* count what the kernel's own counters count
cat > "$TMP/t.py" <<'E'
import socket, time
def counters():
    lines = open('/proc/net/snmp').read().split('\n')
    return {a.split(':')[0] + k: int(v) for a, b in zip(lines[::2], lines[1::2])
            for k, v in zip(a.split()[1:], b.split()[1:])}
before = counters()
l = socket.socket()
l.bind(('127.0.0.1', 4711))
l.listen(5)
c = socket.socket()
c.connect(('127.0.0.1', 4711))
a, _ = l.accept()
c.send(b'there')
a.recv(10)
a.send(b'back')
c.recv(10)
c.close()
a.recv(10)
a.close()
try: socket.socket().connect(('127.0.0.1', 4712))
except OSError: pass
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x' * 3000, ('127.0.0.1', 9))
after = counters()
while True:    # what came last may wait for ksoftirqd
    time.sleep(0.3)
    then, after = after, counters()
    if after == then: break
for k in ('TcpActiveOpens', 'TcpPassiveOpens', 'TcpAttemptFails', 'TcpInSegs', 'TcpOutSegs', 'TcpOutRsts', 'TcpEstabResets',
          'IpInReceives', 'IpOutRequests', 'IpFragOKs', 'IpReasmReqds'):
    print(k, after[k] - before[k])
E
"$SONDE" -o "$TMP/ours" -e 'global n
	probe tcpmib.{ActiveOpens, PassiveOpens, AttemptFails, InSegs, OutSegs, OutRsts, EstabResets},
		ipmib.{InReceives, OutRequests, FragOKs, ReasmReqds} { if (key) n[pn()] += op }
	function show(a:string, b:string, name:string) { printf("%s%s %d\n", a, name, n[b . "." . name]) }
	probe end {
		tcp = "ActiveOpens PassiveOpens AttemptFails InSegs OutSegs OutRsts EstabResets"
		ip = "InReceives OutRequests FragOKs ReasmReqds"
		for (name = tokenize(tcp, " "); name != ""; name = tokenize("", " ")) show("Tcp", "tcpmib", name)
		for (name = tokenize(ip, " "); name != ""; name = tokenize("", " ")) show("Ip", "ipmib", name)
	}' -c "unshare -n sh -c 'ip link set lo up mtu 1500; python3 -S $TMP/t.py > $TMP/truth'" 2> "$TMP/err"
cmp "$TMP/ours" "$TMP/truth" && grep -c . "$TMP/truth" || cat "$TMP/err" "$TMP/ours" "$TMP/truth"
# a script's own filter looks at the socket: a segment for a listener has none yet
"$SONDE" -c "unshare -n sh -c 'ip link set lo up mtu 1500; python3 -S $TMP/t.py > /dev/null'" -e '
	function tcpmib_filter_key:long(sk:long, op:long) { return tcpmib_local_port(sk) * (tcpmib_get_state(sk) < 13) }
	probe tcpmib.{InSegs, OutSegs, OutRsts} { n++ }
	probe end { println(4711 in OutSegs) }'

# >>> out
# 11
# 1
# <<<
