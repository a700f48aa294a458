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
BEGIN
{
	printf("%d %d %d %d %d\n", AF_INET, IPPROTO_TCP, SIGKILL, S_ISREG(0100644), TCP_NODELAY);
	printf("%d %d\n", sizeof(struct sockaddr_in), sizeof(struct sockaddr_un));
	this->s = (struct sockaddr_in *)alloca(sizeof(struct sockaddr_in));
	this->s->sin_port = htons(80);
	printf("%d\n", ntohs(this->s->sin_port));
	exit(0);
}
X
"$SONDE" dtrace -Cqs headers.d
printf '#include <sys/no-such.h>\nBEGIN { exit(0); }\n' > missing.d
"$SONDE" dtrace -Cqs missing.d 2>&1 | tail -2

# >>> out
# dtrace: failed to compile script c.d: [D_SYNTAX] "bad.h", line 2: syntax error near "bad": expected an operator or ';'
# dtrace: failed to compile script line.d: "foo.d", line 50: failed to resolve xx: Unknown variable name
# dtrace: failed to compile script main.d: line 2: failed to resolve xx: Unknown variable name
# dtrace: script 'decl.d' matched 0 probes
# dtrace: no probes matched
# status 1
# 2 6 9 1 1
# 16 110
# 80
# 
# dtrace: Preprocessor failed to process input program
#       = hint: a header of another system is not here, and seldom needed: D knows the kernel's types and the constants of its libraries
# <<<
