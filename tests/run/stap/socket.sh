#!/bin/sh
# @@needs: tp_btf tool:python3
# @@why: what is sent and received, by the tracepoints where the kernel has them (6.3)
[ -d /sys/kernel/tracing/events/sock/sock_send_length ] || [ -d /sys/kernel/debug/tracing/events/sock/sock_send_length ] ||
	{ printf 'socket.sendmsg 5 1 LOCAL STREAM\nsocket.recvmsg 5 1 LOCAL STREAM\n'; exit 0; }
"$SONDE" -c 'python3 -S -c "
import socket
a, b = socket.socketpair()
a.send(b\"hello\")
b.recv(9)"' -e 'probe socket.send, socket.receive {
	if (pid() == target()) printf("%s %d %d %s %s\n", name, size, success, sock_fam_num2str(family), sock_type_num2str(type))
}'

# >>> out
# socket.sendmsg 5 1 LOCAL STREAM
# socket.recvmsg 5 1 LOCAL STREAM
# <<<
