#!/bin/sh
# @@needs: uprobe alloc_atomic cookie
# @@why: text in pages of a program that it has not read yet: a program that may sleep brings them in. Started by a
# @@     shell, so that nothing is read in beforehand
SONDE="$SONDE stap"
p="process(\"$TRIGGERS/pages\")"
run() { $SONDE -e "$1" -c "sh -c 'true; $TRIGGERS/pages'"; }

run "probe $p.function(\"look\") { println(user_string(\$r->name), \" \", \$r->n) }"
run "probe $p.function(\"look\") { r = \$r; name = user_string_quoted(r->name); println(name) }"
run "probe $p.function(\"look\").return { println(@entry(user_string(\$r->name))) }"
run "function show(at) { return user_string_warn(at) } probe $p.function(\"far_text\").return { println(show(\$return)) }"
run "probe $p.function(\"far_text\").return { println(user_string_n(\$return, 6)) }"
"${SONDE% stap}" dtrace -qn 'pid$target:a.out:far_text:return { printf("%s\n", copyinstr(arg1)); }' -c "$TRIGGERS/pages" | grep .
"${SONDE% stap}" dtrace -qn 'pid$target:a.out:far_text:return { this->p = arg1; printf("%s\n", copyinstr(this->p, 6)); }' -c "$TRIGGERS/pages" | grep .

# >>> out
# a name far away 7
# "a name far away"
# a name far away
# a text far away
# a text
# a text far away
# a tex
# <<<
