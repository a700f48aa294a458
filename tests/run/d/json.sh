#!/bin/sh
# @@only: host 6.1
# @@why: json() in handlers of the kernel and of user space, as a value of any kind, and where there is nothing
cat >"$TMP/j.d" <<'END'
BEGIN { j = "{ \"a\" : 5 , \"bb\":[1,  \"two\", {\"c\": true, \"d\":{\"e\":[]}}, -1.5e3], \"s\":\"x\\\"y, z}\", \"a.b\":3, \"n\":null, \"o\":{} }"; }
BEGIN { printf("%s|%s|%s|%s|%s|%s\n", json(j, "a"), json(j, "bb[0]"), json(j, "bb[1]"), json(j, "bb[2].c"), json(j, "bb[3]"), json(j, "bb[2].d")); }
BEGIN { printf("%s|%s|%s|%s|%s\n", json(j, "s"), json(j, "n"), json(j, "o"), json(j, "bb[2].d.e"), json(j, "bb")); }
BEGIN { printf("%d%d%d%d%d%d\n", json(j, "z") == NULL, json(j, "bb[4]") == NULL, json(j, "a.x") == NULL, json(j, "a[0]") == NULL, json("", "a") == NULL, json("[1, 2", "[1]") == NULL); }
BEGIN { printf("%d%d%d%d%d%d\n", json("17", "") == NULL, json("\"q\\\"q\"", "") == NULL, json("[1]", "") == NULL, json("{\"a\":x}", "a") == NULL, json("[1 2]", "[1]") == NULL, json(" [[-1]]", "[0][0]") == NULL); }
BEGIN { x = json(j, "bb[0]"); printf("%s %d %s\n", json("[1,[2,3]]", "[1][1]"), strtoll(x) + 1, json(json(j, "bb[2]"), "d")); exit(0); }
END
for place in kernel user; do
	"$SONDE" -O place=$place "$TMP/j.d" >"$TMP/$place" 2>&1
done
cat "$TMP/kernel"
diff "$TMP/kernel" "$TMP/user" && echo same
printf '#!/bin/sh\necho "{\\"a\\":{\\"b\\":7}}"\n' >"$TMP/say"
chmod +x "$TMP/say"
"$SONDE" dtrace -qc "$TMP/say" -n 'syscall::write:entry /pid == $target && json(copyinstr(arg1), "a.b") != NULL/ {
	self->t = json(copyinstr(arg1), "a.b"); printf("[%s] %d\n", self->t, strtoll(self->t)); @[self->t] = count(); }'

# >>> out
# 5|1|two|true|-1.5e3|{"e":[]}
# x\"y, z}|null|{}|[]|[1,  "two", {"c": true, "d":{"e":[]}}, -1.5e3]
# 111111
# 111110
# 3 2 {"e":[]}
# same
# {"a":{"b":7}}
# [7] 7
#
#   7                                                                 1
# <<<
