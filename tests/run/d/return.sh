#!/bin/sh
# @@why: return(): what it takes, that it is destructive, and where it can be; what it does needs error injection
for p in 'BEGIN { return(); }' 'BEGIN { return(1, 2); }' 'BEGIN { return("x"); }' 'BEGIN { return(1); }' 'BEGIN { x = return(1); }'; do
	"$SONDE" dtrace -x errtags -n "$p" 2>&1 | head -2
done
"$SONDE" dtrace -w -n 'syscall::read:return { return(1); }' 2>&1 | head -1
printf 'fbt::vfs_read:entry { return(-1); }\n' >"$TMP/r.d"
"$SONDE" --dump=prog -O destructive "$TMP/r.d"

# >>> out
# dtrace: invalid probe specifier BEGIN { return(); }: [D_PROTO_LEN] in action list: return() takes 1 argument, not 0
#     1 | BEGIN { return(); }
# dtrace: invalid probe specifier BEGIN { return(1, 2); }: [D_PROTO_LEN] in action list: return() takes 1 argument, not 2
#     1 | BEGIN { return(1, 2); }
# dtrace: invalid probe specifier BEGIN { return("x"); }: [D_PROTO_ARG] in action list: argument 1 of return() must be an integer, not string
#     1 | BEGIN { return("x"); }
# dtrace: description 'BEGIN ' matched 1 probe
# dtrace: could not enable tracing: Destructive actions not allowed
# dtrace: invalid probe specifier BEGIN { x = return(1); }: [D_OP_ACT] in action list: return() is an action and cannot be part of an expression
#     1 | BEGIN { x = return(1); }
# dtrace: invalid probe specifier syscall::read:return { return(1); }: return() ends kernel functions, at their entry (fbt): syscall:vmlinux:read:return is none
# clause 1 kernel
#   probe fbt:vmlinux:vfs_read:entry
#   do return(-1)
# <<<
