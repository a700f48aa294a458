#!/bin/sh
# @@needs: raw_tp tool:dd
# @@timeout: 60
# @@why: a clause of 120 if-else chains with actions: what one comparison tells the kernel's verifier is not carried to the next
awk 'BEGIN {
	print "#pragma D option quiet\nsyscall::write:entry /pid == $target && arg2 > 6/ {\n this->n = (int)arg2;"
	for (i = 0; i < 120; i++) {
		printf("if (arg0 == %d) { printf(\"a%d\\n\"); } else if (arg2 < %d - 110) { printf(\"b%d\\n\"); }\n", i, i, i, i)
		printf("else if (this->n == %d + 100) { printf(\"c%d\\n\"); }\n", i, i)
	}
	print "printf(\"end\\n\"); }"
}' > "$TMP/many.d"
"$SONDE" -c "dd if=/dev/zero of=/dev/null bs=7 count=1 status=none" "$TMP/many.d" 2>&1

# >>> out
# a1
# b118
# b119
# end
# <<<
