# @@needs: uprobe tool:cc   @@only: host
# types of the target by its debug info: tags, typedefs, enumerators; scopes; what they lead to; who wins; what is missing
run() { "$SONDE" dtrace -q -c "${2:-$TRIGGERS/subject} 1" -n "$1" 2>&1 | sed 's/invalid probe specifier .*}: //; s/process [0-9]*/process N/; /^$/d'; }
bad() { "$SONDE" dtrace -xerrtags -q -c "${2:-$TRIGGERS/subject} 1" -n "BEGIN { trace($1); }" 2>&1 |
	sed "s/invalid probe specifier .*}: //; s/process [0-9]*/process N/; s,[^ ]*/bare,bare,; /^   .*|/d; /looked/d"; }
W='pid$target:a.out:work:entry'
run "$W"' { printf("%d %d %s\n", ((struct rec *)arg0)->a, ((struct rec *)arg0)->next->a, ((struct rec *)arg0)->name); }'
run "$W"' { this->r = (struct rec *)copyin(arg0, sizeof (struct rec));
	printf("%d %d %s %s\n", this->r->in.y, this->r->to->x, copyinstr(this->r->next->text), stringof(this->r->text)); }'
run "$W"' { this->r = (struct rec *)alloca(sizeof (struct rec)); copyinto(arg0, sizeof (struct rec), this->r);
	this->r->a += 41; this->s = *this->r; printf("%d %d %d\n", this->s.a, this->s.list[1], this->s.next->a); }'
run 'struct rec *g; self struct rec *t; '"$W"' { g = (struct rec *)arg0; self->t = g->next; by[1] = g; }
	pid$target:a.out:work:return { printf("%s %s %d\n", g->name, self->t->name, by[1]->hidden); }'
run "$W"' { printf("%d %d %d %d\n", ((struct a.out`rec *)arg0)->a, ((struct `rec *)arg0)->a, ((a.out`struct rec *)arg0)->a,
	((struct subject`rec *)arg0)->a); }'
run "$W"' { printf("%d %d %d\n", sizeof (number_t), sizeof (a.out`shape_t), sizeof (``number_t)); }'
run 'BEGIN { printf("%d %d %d %d\n", sizeof (enum color), sizeof (struct flags), offsetof(struct rec, in.y), offsetof(union shape, box.h)); }'
run 'BEGIN { printf("%d %d %d\n", SQUARE, a.out`BLUE, ``GREEN); }'
run 'pid$target:a.out:shapes:entry /arg1 == SQUARE/ { printf("%d %d\n", ((union shape *)arg0)->box.w, (shape_t)arg1 == SQUARE); }'
run "$W"' { print((struct inner *)(arg0 + offsetof(struct rec, in))); }' | tail -n +2
run 'pid$target:a.out:flags:entry { print((struct flags *)copyin(arg0, sizeof (struct flags))); }' | tail -n +2
run "$W"' { printf("%d %d\n", *(userland int *)arg0, ((userland struct inner *)(arg0 + offsetof(struct rec, in)))->y); }'
run 'struct twice { int v; }; translator struct twice < struct rec *r > { v = r->a * 2; };
	'"$W"' { printf("%d %d\n", xlate <struct twice *> (args[0])->v, xlate <struct twice> ((struct rec *)arg0).v); }'
# pointers in arrays of a copy; a structure that the program only declares, its library has it
cat > $TMP/lib.c <<'X'
struct secret { int key; };
struct secret the_secret = { 42 };
X
cat > $TMP/prog.c <<'X'
typedef struct secret secret_t;
extern secret_t the_secret;
struct conn { const char *names[2]; secret_t *sec; } conn = { { "alpha", "beta" }, &the_secret };
__attribute__((noinline)) void go(struct conn *c, secret_t *s) { __asm__ volatile("" : : "r"(c), "r"(s) : "memory"); }
int main(void) { go(&conn, conn.sec); return 0; }
X
cc -g -shared -fPIC -o $TMP/libsecret.so $TMP/lib.c && cc -g -o $TMP/prog $TMP/prog.c -L$TMP -lsecret -Wl,-rpath,$TMP || exit 1
run 'pid$target:a.out:go:entry { this->c = (struct conn *)copyin(arg0, sizeof (struct conn));
	printf("%s %d %d\n", stringof(this->c->names[1]), this->c->sec->key, sizeof (secret_t)); print((secret_t *)arg1); }' $TMP/prog |
	sed 's/^0x[0-9a-f]*/ADDRESS/'
# the kernel has a struct pair or not: a scope says whose; one that D declares goes first
run 'struct rec { char c; }; BEGIN { printf("%d %d\n", sizeof (struct rec), sizeof (struct a.out`rec) > 1); }'
bad 'sizeof (struct ``task_struct)'
bad '((struct a.out`nosuch *)arg0)->x'
bad '((struct nosuch *)arg0)->x'
bad '(a.out`nosuch_t *)0'
bad '((struct rec *)arg0)->nosuch'
strip -g -o $TMP/bare $TRIGGERS/subject
bad '((struct rec *)arg0)->a' $TMP/bare
bad 'SQUARE' $TMP/bare
"$SONDE" dtrace -qn 'BEGIN { trace(sizeof (struct a.out`rec)); }' 2>&1 | sed 's/invalid probe specifier .*}: //'

# >>> out
# 1 2 first
# 6 8 tail head
# 42 -2 2
# first second 77
# 1 1 1 1
# 4 4 4
# 4 8 20 2
# 1 -3 5
# 6 1
#                                             (struct inner) {
#                                              .x = (int)5,
#                                              .y = (int)6,
#                                             }
#                                             (struct flags) {
#                                              .one = (unsigned int)1,
#                                              .three = (unsigned int)5,
#                                              .neg = (int)-7,
#                                              .wide = (long unsigned int)78187493530,
#                                              .last = (unsigned char)200,
#                                             }
# 1 6
# 2 2
# beta 42 4
# ADDRESS = *
#                                             (struct secret) {
#                                              .key = (int)42,
#                                             }
# 1 1
# dtrace: [D_TYPE_ERR] in action list: process N has no type 'task_struct'
# dtrace: [D_TYPE_ERR] in action list: process N has no type 'nosuch' in an object a.out
# dtrace: [D_OP_INCOMPLETE] in action list: struct nosuch is an incomplete type: it has no known members
# dtrace: [D_TYPE_ERR] in action list: process N has no type 'nosuch_t' in an object a.out
# dtrace: [D_TYPE_MEMBER] in action list: 'nosuch' is not a member of struct rec
# dtrace: [D_OP_INCOMPLETE] in action list: struct rec is an incomplete type: it has no known members
#       = hint: bare has no debug info, where its types would be: build it with -g
# dtrace: [D_IDENT_UNDEF] in action list: failed to resolve SQUARE: Unknown variable name
#       = hint: bare has no debug info, where its types would be: build it with -g
# dtrace: in action list: 'rec' is a type of the traced process, and there is none
#     1 | BEGIN { trace(sizeof (struct a.out`rec)); }
#       |                       ^^^^^^^^^^^^^^^^
#       = hint: name a process with -p or a command with -c
# <<<
