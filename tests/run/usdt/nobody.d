#!/usr/sbin/dtrace -Zs
/* @@needs: uprobe   @@args: -Z   @@form: dtrace
   @@why: scripts for programs that nobody runs now must load */
#pragma D option quiet
php*:::request-startup { @[copyinstr(arg0)] = count(); }
python*:::function-entry, ruby$target:::method-entry { printf("%s %s:%d", copyinstr(arg1), basename(copyinstr(arg0)), arg2); }
node*:::http-server-request { self->url = args[0]->url; @[args[1]->remotePort, args[0]->method] = count(); fd = args[0]->fd; }
node*:::http-server-response /args[0]->fd == fd/ { printf("%s %d\n", self->url, fd); self->url = 0; }
hotspot*:::method-entry { self->depth[arg0]++; this->s = (char *)copyin(arg1, arg2 + 1); this->s[arg2] = '\0'; }
mysql*:::query-start { self->query = copyinstr(arg0); self->start = timestamp; }
mysql*:::query-done /self->start/ { @t[self->query] = quantize(timestamp - self->start); self->start = 0; }
dtrace:::BEGIN { printf("ready\n"); exit(0); }

/* >>> out
ready
<<< */
