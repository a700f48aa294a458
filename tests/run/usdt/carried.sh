#!/bin/sh
# @@needs: uprobe tool:cc tool:as
# @@why: args[] of marks by the definition that the program carries: their order, types, translators, their listing
cd "$TMP" || exit 1
cat > types.h <<'END'
typedef struct foo { int a; long b; } foo_t;
struct request { long id; };	/* the kernel has one, too */
END
cat > info.h <<'END'
typedef struct fooinfo { string fi_name; long fi_twice; int fi_a; } fooinfo_t;
translator fooinfo_t < foo_t *f > {
	fi_name = f->a == 7 ? "seven" : "other";
	fi_twice = f->b * 2;
	fi_a = *(int *)copyin((uintptr_t)f, 4);
};
END
cat types.h info.h - > tp.d <<'END'
provider tp {
	probe go__on(int n, foo_t *f) : (fooinfo_t *f, int n);
	probe plain(foo_t *f, char *s) : (string s, foo_t *f);
	probe small(uint8_t, int16_t /* signed */, const char *);
	probe text(string, int n);
	probe turned(int n, char *s) : (string s, int n);
	probe asked(struct request *);
};
#pragma D attributes Stable/Evolving/Common provider tp provider
#pragma D attributes Evolving/Unstable/Common provider tp name
#pragma D attributes Private/Private/Unknown provider tp module
#pragma D attributes Unstable/Obsolete/ISA provider tp args
END
cat > prog.c <<'END'
#include "types.h"
#include "tp.h"
int main(void)
{
	foo_t f = { 7, 21 };
	struct request r = { 40 };

	for (int i = 0; i < 2; i++, f.a++) {
		TP_GO_ON(i, &f);
		TP_PLAIN(&f, "str");
		TP_SMALL(200 + i, -3, "s");
		TP_TEXT(i ? "one" : "none", i);
		TP_TURNED(i, "back");
		r.id++;
		TP_ASKED(&r);
	}
	return 0;
}
END
"$SONDE" dtrace -h -s tp.d && cc -g -c prog.c && "$SONDE" dtrace -G -s tp.d prog.o && cc -o prog prog.o tp.o || exit 1
cat types.h info.h - > use.d <<'END'
tp$target:::go-on { printf("%s %d %s %d %d\n", probename, args[1], args[0]->fi_name, args[0]->fi_twice, args[0]->fi_a); }
tp$target:::plain { printf("%s %d %s\n", args[0], args[1]->b, copyinstr(arg1)); }
tp$target:::small { printf("%d %d %s\n", args[0], args[1], copyinstr((uintptr_t)args[2])); }
END
"$SONDE" dtrace -q -c ./prog -s use.d
"$SONDE" dtrace -q -c ./prog -n 'tp$target:::go-on { printf("%d\n", args[1]); }'
"$SONDE" dtrace -q -c ./prog -n 'tp$target:::asked { trace(args[0]->id); printf(" %d\n", sizeof(*args[0])); }'
# a string is copied from where the mark's argument points to, whatever is in the clause beside it
"$SONDE" dtrace -q -c ./prog -n 'tp$target:::text,tp$target:::turned /args[0] != "none"/ {
	printf("%s [%s] %d %s\n", probename, args[0], args[1], strjoin(args[0], "+")); @[args[0]] = count(); }'
"$SONDE" dtrace -q -c ./prog -n 'tp$target:::turned,tp$target:::text { trace(args[0]); self->s = args[0]; trace(strlen(self->s)); }'
echo
"$SONDE" dtrace -c ./prog -n 'tp$target:::text { trace(copyinstr(args[0])); }' 2>&1 | grep -oE 'argument 1.*|hint.*'
"$SONDE" dtrace -xerrtags -c ./prog -n 'tp$target:::go-on { trace(args[0]); }' 2>&1 | grep -o 'ARGS_TYPE.*fooinfo_t \*' | sed 's,tp[0-9]*:,tpN:,'
"$SONDE" dtrace -lv -c ./prog -n 'tp$target:::' | grep -E 'tp[0-9]|args|None' | sed 's/ *[0-9]* *tp[0-9]* */tp /'
"$SONDE" dtrace -lv -c ./prog -n 'tp$target:::small' | grep -E 'Attrib|: +[A-Z]'
"$SONDE" dtrace -ev -c ./prog -n 'tp$target:::small { trace(arg0); }' | grep -E '[a-s]: +[A-Z]'

# as sonde lists it, of a program of ours and of one that runs; where the mark has it
"$SONDE" -vL 'tp$target:::turned' -c ./prog | grep -o 'args.*' | sed 's/[48] .*signed.*/PLACE/'
"$SONDE" --json -L 'tp$target:::text' -c ./prog | grep -o '"args".*'
sed 's/int main(void)/#include <unistd.h>\nint main(void)/; s/return 0;/pause();/' prog.c > stays.c
cc -c stays.c && "$SONDE" dtrace -G -s tp.d -o stays-tp.o stays.o && cc -o stays stays.o stays-tp.o || exit 1
./stays &
until grep -q /stays "/proc/$!/maps"; do sleep 0.1; done
"$SONDE" dtrace -lvn "tp$!:::go-on" | grep args
"$SONDE" -L "tp$!:::turned" | grep args
kill $!

# >>> out
# go-on 0 seven 42 7
# str 21 str
# 200 -3 s
# go-on 1 other 42 8
# str 21 str
# 201 -3 s
#
# 0
# 1
#
# 41 8
# 42 8
#
# turned [back] 0 back+
# text [one] 1 one+
# turned [back] 1 back+
#
#   one                                                               1
#   back                                                              2
# none4back4one3back4
#
# argument 1 of copyinstr() must be an address, not string
# hint: that is the text itself, and is used as it is
# ARGS_TYPE] in action list: args[0] of probe tpN:prog:main:go-on is fooinfo_t *
# tp prog                              main go-on
# 		args[0]: fooinfo_t *
# 		args[1]: int
# tp prog                              main plain
# 		args[0]: string
# 		args[1]: foo_t *
# tp prog                              main small
# 		args[0]: uint8_t
# 		args[1]: int16_t
# 		args[2]: char *
# tp prog                              main text
# 		args[0]: string
# 		args[1]: int
# tp prog                              main turned
# 		args[0]: string
# 		args[1]: int
# tp prog                              main asked
# 		args[0]: struct request *
# 	Probe Description Attributes
# 		Identifier Names: Private
# 		Data Semantics:   Private
# 		Dependency Class: Unknown
# 	Argument Attributes
# 		Identifier Names: Unstable
# 		Data Semantics:   Obsolete
# 		Dependency Class: ISA
# 		Identifier Names: Evolving
# 		Data Semantics:   Unstable
# 		Dependency Class: Common
# 		Identifier Names: Unstable
# 		Data Semantics:   Obsolete
# 		Dependency Class: ISA
# args[0]: string s	PLACE
# args[1]: int n	PLACE
# "args":[{"name":"","type":"string"},{"name":"n","type":"int"}]}
# 		args[0]: fooinfo_t *
# 		args[1]: int
# 		args[0]: string s
# 		args[1]: int n
# <<<
