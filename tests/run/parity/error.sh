#!/bin/sh
# @@why: ERROR fires after a fault of either executor
both() {	# FILE: the same from both executors
	for place in kernel user; do
		"$SONDE" -O place=$place "$1" > "$TMP/$place" 2>&1
	done
	diff "$TMP/kernel" "$TMP/user" && cat "$TMP/user"
}
cd "$TMP"
cat > error.d <<'E'
ERROR { printf("ERROR %s %d %d %d %d\n", probename, arg1, arg2, arg4, arg5); }
BEGIN { printf("a"); this->x = strlen(stringof(NULL)); printf("b"); }
BEGIN { printf("c %d\n", 1 / (this->x & 0)); }
BEGIN { this->y = 5; }
BEGIN { printf("c %d\n", 1 / (this->x & 0)); }
ERROR { this->y = 7; printf("second %d %d\n", arg4, 1 / (arg4 - 1)); }
BEGIN { printf("y %d\n", this->y); }
END { printf("d %d\n", 1 / (this->x & 0)); }
BEGIN { exit(0); }
E
both error.d

# >>> out
# error.d:2:39: error: invalid address (0x0) in probe dtrace:::BEGIN
#     2 | BEGIN { printf("a"); this->x = strlen(stringof(NULL)); printf("b"); }
#       |                                       ^^^^^^^^^^^^^^
# ERROR ERROR 1 1 1 0
# error.d:3:26: error: divide-by-zero in probe dtrace:::BEGIN
#     3 | BEGIN { printf("c %d\n", 1 / (this->x & 0)); }
#       |                          ^^^^^^^^^^^^^^^^^
# ERROR ERROR 1 2 4 0
# second 4 0
# error.d:5:26: error: divide-by-zero in probe dtrace:::BEGIN
#     5 | BEGIN { printf("c %d\n", 1 / (this->x & 0)); }
#       |                          ^^^^^^^^^^^^^^^^^
# ERROR ERROR 1 4 4 0
# second 4 0
# y 5
# error.d:8:24: error: divide-by-zero in probe dtrace:::END
#     8 | END { printf("d %d\n", 1 / (this->x & 0)); }
#       |                        ^^^^^^^^^^^^^^^^^
# ERROR ERROR 2 7 4 0
# second 4 0
# warning: 1 error in ERROR probe enabling
# <<<
