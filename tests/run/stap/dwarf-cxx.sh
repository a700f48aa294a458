#!/bin/sh
# @@only: host   @@needs: uprobe
# Names of C++, with and without their scopes and parameters; members of classes and of what they inherit.
[ -x "$TRIGGERS/subject_cxx" ] || { echo "no C++ compiler: not built"; exit 0; }
P="process(\"$TRIGGERS/subject_cxx\")"
for f in cost item::cost shop::item::cost 'shop::add' 'shop::add(int, int)' 'add(shop::item const&,long)' 'add(*item*)' 'larger' 'larger<int>' \
	'shop::l*' _ZN4shop3addEii; do
	echo "$f: $("$SONDE" -L "$P.function(\"$f\")" 2>&1 | sed 's|.*function("||; s|@.*cpp:|:|' | tr '\n' ' ')"
done | sed 's/ $//'
"$SONDE" -L "$P.function(\"*operator()@subject_cxx.cpp\")" -L "$P.statement(\"*@subject_cxx.cpp:54\")" |	# a lambda
	sed 's|.*("[a-z($_:0-9), ]*operator|operator|; s|@.*cpp:|:|; s/ \$__closure:[^$]*//; s/ \$this:[^$]*//'
cat > "$TMP/x.stp" <<END
probe $P.function("item::cost") { printf("%s id=%d price=%d amount=%d made=%d\n", probefunc(), \$this->id, \$this->price, \$amount, @var("made@subject_cxx.cpp")) }
probe $P.function("shop::add(shop::item const&, long)") { printf("add %d %d\n", \$it->price, \$b) }
probe $P.function("larger<int>").return { printf("larger %d\n", \$return) }
END
"$SONDE" -c "$TRIGGERS/subject_cxx 2" "$TMP/x.stp"
"$SONDE" -O demangle -c "$TRIGGERS/subject_cxx 1" -e "probe $P.function(\"item::cost\") { println(usymname(uaddr())); exit() }"
"$SONDE" -c "$TRIGGERS/subject_cxx 1" -e "probe $P.function(\"item::cost\") { println(usymname(uaddr())); exit() }"
"$SONDE" -O demangle -c "$TRIGGERS/subject_cxx 1" -e "probe $P.function(\"shop::add(int, int)\") { print_ubacktrace_brief() }" |
	grep inlined
# references stand for what they refer to; one to a structure is its address
cat > "$TMP/refs.stp" <<END
probe $P.function("shop::refer") {
	printf("%d %d %d %d %d %d\n", \$all[1], \$p->price, \$two[1]->id, \$n, \$it->id, \$r->n)
	printf("%s %s %s %s %s %s\n", \$all\$, \$two\$\$, \$p\$, \$n\$, \$it\$, \$r\$)
	printf("%d %d %d %d\n", user_int(&\$n), &\$all[1] - \$all, &\$it == \$it, @cast(&\$it, "item")->price)
	printf("%d %d %d\n", &\$two[1]->id - &\$two[0]->id, user_int(&\$r->n), &\$r->n - \$all)
}
END
"$SONDE" -c "$TRIGGERS/subject_cxx 1" "$TMP/refs.stp"
"$SONDE" -O demangle -c "$TRIGGERS/subject_cxx 1" -e 'pid$target:a.out:_ZN4shop3addEii:entry { ustack(2); }' | grep inlined

# >>> out
# cost: shop::item::cost:18") $this:class item const* const $amount:int
# item::cost: shop::item::cost:18") $this:class item const* const $amount:int
# shop::item::cost: shop::item::cost:18") $this:class item const* const $amount:int
# shop::add: shop::add:24") $a:int $b:int shop::add:25") $it:class item const& $b:long int
# shop::add(int, int): shop::add:24") $a:int $b:int
# add(shop::item const&,long): shop::add:25") $it:class item const& $b:long int
# add(*item*): shop::add:25") $it:class item const& $b:long int
# larger: shop::larger<int>:27") $a:int $b:int shop::larger<long>:27") $a:long int $b:long int
# larger<int>: shop::larger<int>:27") $a:int $b:int
# shop::l*: shop::larger<int>:27") $a:int $b:int shop::larger<long>:27") $a:long int $b:long int
# _ZN4shop3addEii: shop::add:24") $a:int $b:int
# operator():53") $by:int
# operator():54") $by:int
# shop::item::cost id=40 price=250 amount=4 made=3
# add 250 5
# larger 3
# shop::item::cost id=41 price=250 amount=4 made=4
# add 250 5
# larger 3
# shop::item::cost(int) const
# _ZNK4shop4item4costEi
# shop::twice(int) (inlined)
# 8 2 3 44 40 9
# [7, ...] [{.price=2, .id=1}, ...] {.price=2, .id=1} 44 {.price=250, .id=40} {.n=9}
# 44 4 1 250
# 16 9 8
#               subject_cxx`shop::twice(int) (inlined)
# <<<
