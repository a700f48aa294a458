# @@only: host   @@why: programs that people generate: many clauses with strings on one probe, and a long clause
# @@timeout: 240
clauses() {
	echo '#pragma D option quiet'
	for i in $(seq 40); do
		echo "syscall::getppid:entry /pid == \$target/ { this->s$i = strjoin(execname, \"-x\");"
		echo " self->n$i = strjoin(basename(this->s$i), \"$i\");"
		echo " @a$i[self->n$i, execname, substr(this->s$i, 1, 5)] = count();"
		echo " printf(\"%s \", self->n$i); }"
	done
	printf '%s\n' 'END { printa("%s %s %s %@d\n", @a40); clear(@a1); trunc(@a1);'
	for i in $(seq 40); do echo "trunc(@a$i);"; done
	echo '}'
}
long() {
	echo '#pragma D option quiet'
	echo '#pragma D option strsize=1024'
	echo 'BEGIN {'
	for i in $(seq 20); do
		echo "s$i = strjoin(\"a$i\", strjoin(execname, lltostr($i))); l$i = strlen(s$i);"
		echo "x$i = index(s$i, \"on\") + rindex(s$i, \"s\"); t$i = substr(s$i, 2); b$i = strchr(s$i, 'o');"
	done
	printf '%s\n' 'printf("%s %d %d %s %s\n", s20, l20, x20, t20, b20); exit(0); }'
}
clauses >"$TMP/many.d"
long >"$TMP/long.d"
"$SONDE" -c "$TRIGGERS/sys getppid 1" "$TMP/many.d" || exit
"$SONDE" "$TMP/long.d"
# >>> out
# sys-x1 sys-x2 sys-x3 sys-x4 sys-x5 sys-x6 sys-x7 sys-x8 sys-x9 sys-x10 sys-x11 sys-x12 sys-x13 sys-x14 sys-x15 sys-x16 sys-x17 sys-x18 sys-x19 sys-x20 sys-x21 sys-x22 sys-x23 sys-x24 sys-x25 sys-x26 sys-x27 sys-x28 sys-x29 sys-x30 sys-x31 sys-x32 sys-x33 sys-x34 sys-x35 sys-x36 sys-x37 sys-x38 sys-x39 sys-x40 sys-x40 sys ys-x 1
# 
# a20sonde20 10 7 0sonde20 onde20
# <<<
