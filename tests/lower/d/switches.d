/* a script's switches: an action may stand in ?: where an inline or an argument decides it; the kernel's names elsewhere */
#pragma D option defaultargs
inline int OPT_time = 0;
inline int OPT_pid = 1;
BEGIN
{
	OPT_time ? printf("%s", "TIME") : 1;
	OPT_pid && !OPT_time ? printf("%d", pid) : 1;
	OPT_pid ? OPT_time ? printf("no") : trace(1) : 1;
	OPT_time ? @a = count() : 1;
	$1 ? printf("%d seconds", $1) : printf("no end");
}
syscall:genunix:read:entry { @b = count(); }
syscall:freebsd:read_nocancel:entry { @b = count(); }

/* >>> prog
global b stat count
clause 1 kernel
  probe dtrace:::BEGIN
  do 1
  defer printf "%d" pid
  defer trace 1
  do 1
  defer printf "no end"
clause 2 kernel
  probe syscall:vmlinux:read:entry
  @b = count()
clause 3 kernel
  probe syscall:vmlinux:read:entry
  @b = count()
<<< */
