# probes that a library script defines
mkdir $TMP/lib
cat > $TMP/lib/my.d <<'X'
typedef struct who { pid_t pid; string name; } who_t;
translator who_t < struct task_struct *t > { pid = t->tgid; name = t->comm; };

/* the first way that exists; its arguments in terms of the point's */
probe my:lib::start (who_t *, int, string)
	= syscall::nothere:entry
	| syscall::getppid:entry / pid == $target / {
		args[0] = xlate <who_t *> (curthread);
		args[1] = 7;
		args[2] = strjoin(execname, "!");
	}
	| syscall::getpid:entry;

/* time between two points; in and out are the library's own */
probe my:lib::call-return (uint64_t, who_t *)
	= syscall::getppid:return / self->in / { args[0] = timestamp - self->in; args[1] = xlate <who_t *> (curthread); arg3 = self->n; }
	with syscall::getppid:entry / pid == $target / { self->in = timestamp; self->n++; }
	after { self->in = 0; };

/* two firing points, names of the point, arguments as they are */
probe my:*:*:both
	= syscall::getppid:entry, syscall::getppid:return;

probe my:lib::never ()
	= syscall::nothere:entry | rawtp::nothere: ;
X
cat > $TMP/t.d <<'X'
#pragma D option quiet
my:::start
{
	printf("%s:%s:%s:%s %d %d %d %s %d\n", probeprov, probemod, probefunc, probename, args[0]->pid == $target, args[1],
	    arg1, args[2], arg0 == (int64_t)curthread);
	self->in = 3;
}
my:::call-return { printf("%s %d %s %d\n", probename, args[0] > 0 && args[0] == arg0, args[1]->name, arg3); }
my:::both /pid == $target/ { @[probefunc, probename] = count(); }
my:::start, my:::call-return, BEGIN { @[probefunc, probename] = count(); }
END { printf("%d\n", self->in); }
X
"$SONDE" dtrace -L $TMP/lib -c "$TRIGGERS/sys getppid 2" -s $TMP/t.d 2>&1
"$SONDE" dtrace -L $TMP/lib -l -P my 2>&1 | sed 's/^ *[0-9]* */ID /'
"$SONDE" dtrace -L $TMP/lib -l -n ':::call-return' -n 'm[xy]*:::start' -v 2>&1 | grep -v -e Names -e Semantics -e Class -e '^$' | sed 's/^ *[0-9]* */ID /'
"$SONDE" dtrace -L $TMP/lib -n 'my:::never { }' 2>&1
"$SONDE" dtrace -L $TMP/lib -n 'my:::start { trace(args[3]); }' 2>&1
"$SONDE" dtrace -L $TMP/lib -n 'my:::start,my:::call-return { trace(args[0]); }' 2>&1
"$SONDE" dtrace -L $TMP/lib -n 'my:::both,my:::start { trace(args[0]); }' 2>&1
"$SONDE" dtrace -L $TMP/lib -n 'my:::start { trace(args[0]->nothere); }' 2>&1
"$SONDE" dtrace -L $TMP/lib -F -c "$TRIGGERS/sys getppid 2" -n 'my:::both /pid == $target/ { } my:::start { } my:::call-return { }' 2>/dev/null | sed 's/^ *[0-9]* //; s/ *$//'
echo 'probe my:a:b:c = BEGIN;' > $TMP/p.d
"$SONDE" dtrace -s $TMP/p.d 2>&1 | sed "s:$TMP:TMP:"

# >>> out
# my:lib::start 1 7 7 sys! 1
# call-return 1 sys 1
# my:lib::start 1 7 7 sys! 1
# call-return 1 sys 2
# 0
#
#                                                       BEGIN                                                             1
#                                                       call-return                                                       2
#                                                       start                                                             2
#   getppid                                             both                                                              4
# ID ID   PROVIDER            MODULE                          FUNCTION NAME
# ID my               lib                                   start
# ID my               lib                                   call-return
# ID my           vmlinux                           getppid both
# ID ID   PROVIDER            MODULE                          FUNCTION NAME
# ID my               lib                                   call-return
# ID 	Probe Description Attributes
# ID 	Argument Attributes
# ID 	Argument Types
# ID 		args[0]: uint64_t
# ID 		args[1]: who_t *
# ID my               lib                                   start
# ID 	Probe Description Attributes
# ID 	Argument Attributes
# ID 	Argument Types
# ID 		args[0]: who_t *
# ID 		args[1]: int
# ID 		args[2]: string
# dtrace: invalid probe specifier my:::never { }: probe description my:::never does not match any probes
#     1 | my:::never { }
#       | ^^^^^^^^^^
#       = hint: my:lib::never needs one of these, and this kernel has none: syscall::nothere:entry, rawtp::nothere:
# dtrace: invalid probe specifier my:::start { trace(args[3]); }: in action list: probe my:lib::start has only 3 args[]
#     1 | my:::start { trace(args[3]); }
#       |                         ^
# dtrace: invalid probe specifier my:::start,my:::call-return { trace(args[0]); }: in action list: args[0] is who_t * in my:lib::start but uint64_t in my:lib::call-return
#     1 | my:::start,my:::call-return { trace(args[0]); }
#       |                                     ^^^^^^^
#       = hint: use one clause for each kind of probe, or the raw arg0 to arg9
# dtrace: invalid probe specifier my:::both,my:::start { trace(args[0]); }: in action list: probe my:vmlinux:getppid:both has no typed args[]
#     1 | my:::both,my:::start { trace(args[0]); }
#       |                              ^^^^^^^
#       = hint: arg0 to arg9 are the raw arguments
# dtrace: invalid probe specifier my:::start { trace(args[0]->nothere); }: in action list: 'nothere' is not a member of who_t
#     1 | my:::start { trace(args[0]->nothere); }
#       |                             ^^^^^^^
# CPU FUNCTION
# | getppid:both
# | :start
# | getppid:both
#  <-
# | getppid:both
# | :start
# | getppid:both
#  <-
#
# dtrace: failed to compile script TMP/p.d: line 1: syntax error near "probe": expected a clause or a declaration
#     1 | probe my:a:b:c = BEGIN;
#       | ^^^^^
#       = hint: only library scripts (-L) define probes
# <<<
