#!/bin/sh
# @@why: every line of --json is one JSON object, aggregations included
"$SONDE" --json -e 'BEGIN { printf("a \"b\"\n"); @["k", 1] = quantize(4); @s = sum(5); exit(0); }' > "$TMP/out"
/usr/bin/python3 - "$TMP/out" <<'END'
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1]) if line.strip()]
print(len(rows) >= 3, all(isinstance(r, dict) for r in rows), 'a "b"' in str(rows))
END
# a listing has the arguments, or the variables, with -L; with -v where they come from
"$SONDE" --json -l syscall::read:entry | grep -c '"args"'
"$SONDE" --json -L syscall::read:entry -L 'syscall.read' -L begin -L syscall_any | grep -oE '"(args|vars)".*'
"$SONDE" --json -vL syscall::read:entry | grep -o '"name":"buf".*'
"$SONDE" --json -L 'kernel.trace("sched_switch")' | grep -o '"name":"$next"[^}]*'

# >>> out
# True True True
# 0
# "args":[{"name":"fd","type":"unsigned int"},{"name":"buf","type":"char *"},{"name":"count","type":"size_t"}]}
# "vars":[{"name":"name","type":"string"},{"name":"fd","type":"long"},{"name":"buf_uaddr","type":"long"},{"name":"count","type":"long"},{"name":"argstr","type":"string"},{"name":"$fd","type":"unsigned int"},{"name":"$buf","type":"char*"},{"name":"$count","type":"size_t"}]}
# "vars":[]}
# "vars":[{"name":"syscall_nr","type":"long"},{"name":"name","type":"string"}]}
# "name":"buf","type":"char *","source":"argument 1"},{"name":"count","type":"size_t","source":"argument 2 (type from BTF)"}]}
# "name":"$next","type":"struct task_struct*"
# <<<
