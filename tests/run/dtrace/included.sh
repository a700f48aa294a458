# @@why: an error in an included file, behind #line, a program that matches no probe, the system's headers

cd "$TMP"
printf 'int ok;\nBEGIN { bad bad; }\n' > bad.h
printf '#include "bad.h"\nBEGIN { exit(0); }\n' > c.d
printf '#line 50 "foo.d"\nBEGIN { trace(xx); }\n' > line.d
printf '#define V 1\nBEGIN { trace(xx + V); }\n' > main.d
printf 'int x;\n' > decl.d
for args in "-xerrtags -C -s c.d" "-s line.d" "-C -s main.d" "-s decl.d"
do
	"$SONDE" dtrace $args 2>&1 | grep dtrace:
done
"$SONDE" dtrace -qs decl.d || echo "status $?"
cat > headers.d <<'X'
#include <sys/types.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/un.h>
#include <sys/stat.h>
#include <signal.h>
#include <stdio.h>
#include <sys/errno.h>
#include <sys/epoll.h>
BEGIN
{
	printf("%d %d %x\n", errno, EPIPE, EPOLLET);
	printf("%d %d %d %d %d\n", AF_INET, IPPROTO_TCP, SIGKILL, S_ISREG(0100644), TCP_NODELAY);
	printf("%d %d\n", sizeof(struct sockaddr_in), sizeof(struct sockaddr_un));
	this->s = (struct sockaddr_in *)alloca(sizeof(struct sockaddr_in));
	this->s->sin_port = htons(80);
	printf("%d\n", ntohs(this->s->sin_port));
	exit(0);
}
X
"$SONDE" dtrace -Cqs headers.d
# words of D are names in a header of the system
printf '#pragma GCC system_header\nstruct hdr { int counter; char self[4]; int *this; long probe : 3; };\nenum wide { LOW, HIGH = 1L << 32 };\n' > sys.h
printf '#include "sys.h"\nstruct hdr g; BEGIN { g.counter = 4; self->x = g.counter; trace(self->x); trace(sizeof(g)); trace(HIGH); trace(sizeof(enum wide)); exit(0); }\n' > words.d
"$SONDE" dtrace -Cqs words.d
printf '#include <sys/no-such.h>\nBEGIN { exit(0); }\n' > missing.d
"$SONDE" dtrace -Cqs missing.d 2>&1 | tail -2
# what can be read once only, and the preprocessor's own trouble
printf '#define V 7\nBEGIN { printf("%%d %%d\\n", V, __LINE__); exit(0); }\n' > once.d
cat once.d | "$SONDE" dtrace -qCs /dev/stdin
(echo '#!/usr/sbin/dtrace -s'; cat once.d) | "$SONDE" dtrace -qCs /dev/stdin
for path in ./none /bin/false; do
	"$SONDE" dtrace -C -x cpppath=$path -s once.d 2>&1 | grep dtrace:
done
"$SONDE" dtrace -x stdc=z -s once.d 2>&1 || :

# >>> out
# dtrace: failed to compile script c.d: [D_SYNTAX] "bad.h", line 2: syntax error near "bad": expected an operator or ';'
# dtrace: failed to compile script line.d: "foo.d", line 50: failed to resolve xx: Unknown variable name
# dtrace: failed to compile script main.d: line 2: failed to resolve xx: Unknown variable name
# dtrace: script 'decl.d' matched 0 probes
# dtrace: no probes matched
# status 1
# 0 32 80000000
# 2 6 9 1 1
# 16 110
# 80
#
# 42442949672968
# dtrace: failed to compile script missing.d: Preprocessor failed to process input program
#       = hint: a header of another system is not here, and seldom needed: D knows the kernel's types and the constants of its libraries
# 7 2
#
# 7 3
#
# dtrace: failed to compile script once.d: Failed to fork/exec preprocessor: No such file or directory
# dtrace: failed to compile script once.d: Preprocessor failed to process input program
# dtrace: failed to set -x stdc: Invalid value for specified option
# <<<
