/*
 * net.c - "net N": N rounds of talk with itself over the loopback, from PORT on (third argument, 47123)
 *
 * Round i: a TCP connection to PORT, 5 bytes there and 7 back, both ends closed (the server first);
 * a refused connection to PORT + 1; a UDP datagram of 11 bytes to PORT + 2.
 * "net6 N" in the second place: the same over IPv6.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int v6;
static unsigned short base = 47123;

static socklen_t address(struct sockaddr_storage *ret, int port)
{
	struct sockaddr_in *a = (void *)ret;
	struct sockaddr_in6 *b = (void *)ret;

	memset(ret, 0, sizeof(*ret));
	if (v6) {
		b->sin6_family = AF_INET6;
		b->sin6_addr = in6addr_loopback;
		b->sin6_port = htons(port);
		return sizeof(*b);
	}
	a->sin_family = AF_INET;
	a->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a->sin_port = htons(port);
	return sizeof(*a);
}

static int make(int type)
{
	int one = 1, fd = socket(v6 ? AF_INET6 : AF_INET, type, 0);

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	return fd;
}

static void tcp_round(int server)
{
	struct sockaddr_storage a;
	socklen_t len = address(&a, base);
	char buf[64];
	int client = make(SOCK_STREAM), peer;

	if (connect(client, (void *)&a, len))
		exit(2);
	peer = accept(server, NULL, NULL);
	if (write(client, "hello", 5) != 5 || read(peer, buf, sizeof(buf)) != 5 ||
	    write(peer, "goodbye", 7) != 7 || read(client, buf, sizeof(buf)) != 7)
		exit(3);
	close(peer);
	if (read(client, buf, 1))
		exit(4);
	close(client);

	int refused = make(SOCK_STREAM);

	len = address(&a, base + 1);
	if (!connect(refused, (void *)&a, len))
		exit(5);
	close(refused);
}

static void udp_round(int server)
{
	struct sockaddr_storage a;
	socklen_t len = address(&a, base + 2);
	int fd = make(SOCK_DGRAM);
	char buf[64];

	if (connect(fd, (void *)&a, len) || write(fd, "datagram...", 11) != 11 || read(server, buf, sizeof(buf)) != 11)
		exit(6);
	close(fd);
}

int main(int argc, char **argv)
{
	struct sockaddr_storage a;
	socklen_t len;
	long n = argc > 1 ? atol(argv[1]) : 1;

	v6 = argc > 2 && !strcmp(argv[2], "net6");
	if (argc > 3)
		base = (unsigned short)atoi(argv[3]);

	int listener = make(SOCK_STREAM), udp = make(SOCK_DGRAM);

	len = address(&a, base);
	if (bind(listener, (void *)&a, len) || listen(listener, 5))
		return 1;
	len = address(&a, base + 2);
	if (bind(udp, (void *)&a, len))
		return 1;
	for (long i = 0; i < n; i++) {
		tcp_round(listener);
		udp_round(udp);
	}
	return 0;
}
