#!/bin/sh
# @@only: host 6.1
# @@timeout: 60
# @@why: more clauses of one probe than the kernel takes functions: several share one, in order, and exit() ends them all
awk 'BEGIN {
	print "#pragma D option quiet\nBEGIN { x = 0; }"
	for (i = 0; i < 210; i++)
		printf("BEGIN /x == %d/ { x++; self->a%d = x; @[x %% 3] = sum(self->a%d); }\n", i, i % 30, i % 30)
	print "BEGIN { printf(\"%d\\n\", x); exit(0); }\nBEGIN { printf(\"not reached\\n\"); }\nEND { printf(\"end %d\\n\", self->a7); }"
}' > "$TMP/many.d"
"$SONDE" dtrace -s "$TMP/many.d" 2>&1

# >>> out
# 210
# end 188
#
#         1             7315
#         2             7385
#         0             7455
# <<<
