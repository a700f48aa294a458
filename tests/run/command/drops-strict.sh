#!/bin/sh
# @@timeout: 60
# @@why: with --strict a loss is an exit status of 3
"$SONDE" --strict -O aggsize=1k -O dynvarsize=1k -c "$TRIGGERS/sys getppid 20000" \
	-e 'long n; syscall::getppid:entry /pid == $target/ { a[n] = n; n++; } END { printf("%d\n", n); }'
echo $?

# >>> out
# 20000
# 3
# <<<

# >>> err like
# ...
# .*(dynamic variable drop|lost|no room).*
# ...
# <<<
