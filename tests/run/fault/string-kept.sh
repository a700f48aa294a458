#!/bin/sh
# @@needs: raw_tp tool:cc
# @@why: a fault in what is assigned to a string leaves the variable as it was, of every kind; in both languages
cat > "$TMP/bad.c" <<'END'
#include <unistd.h>
#include <sys/syscall.h>
int main(void)
{
	syscall(SYS_acct, 8L);
	syscall(SYS_acct, "/no/such");
	syscall(SYS_acct, 16L);
	return 0;
}
END
cc -w -o "$TMP/bad" "$TMP/bad.c" || exit 1
cat > "$TMP/bad.d" <<'END'
#pragma D option quiet
syscall::acct:entry /pid == $target/ { self->p = copyinstr(arg0); }
syscall::acct:entry /pid == $target/ { self->kept = strjoin("<", copyinstr(arg0)); }
syscall::acct:entry /pid == $target/ { a[0] = copyinstr(arg0); }
syscall::acct:entry /pid == $target/ { g = copyinstr(arg0); }
syscall::acct:return /pid == $target/ { printf("%s %s %s|%s|\n", self->p == NULL ? "none" : self->p,
	self->kept == NULL ? "none" : self->kept, a[0] == NULL ? "none" : a[0], g); self->p = NULL; }
END
"$SONDE" dtrace -s "$TMP/bad.d" -c "$TMP/bad" 2>/dev/null
"$SONDE" -e 'global g = "old"
probe syscall.acct { if (pid() != target()) next; try { g = "x" . user_string(pointer_arg(1)) } catch { println("fault") } println(g) }' \
	-c "$TMP/bad"

# >>> out
# none none none||
# /no/such </no/such /no/such|/no/such|
# none </no/such /no/such|/no/such|
#
# fault
# old
# x/no/such
# fault
# x/no/such
# <<<
