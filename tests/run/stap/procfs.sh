#!/bin/sh
# @@why: procfs(): a reader gets what the handler makes, a writer's text reaches its handlers, modes, several files
D=/run/sonde/case_$$
"$SONDE" stap -m case_$$ -p5 -v -e '
	global n, said = "nothing"
	probe procfs("status").read { $value = sprintf("n is %d\n", ++n) $value .= "said: " . said }
	probe procfs("status").write { said = $value }
	probe procfs("status").write { printf("got %s", $value) }
	probe procfs("deep/down").umask(0).read.maxsize(100) { $value = "deep\n" }
	probe procfs("long").read.maxsize(700) {
		$value = "left out"
		$value = "first\n"
		for (i = 0; i < 100; i++) $value .= sprintf("line %d\n", i)
	}
	probe procfs("cut").read { for (i = 0; i < 100; i++) $value .= sprintf("line %d\n", i) }
	probe procfs("only").write { if ($value == "stop\n") exit() else printf("[%d]", strlen($value)) }
	probe procfs.read { $value = pp() }
	probe end { println("end ", n) }' > "$TMP/out" 2> "$TMP/err" &
while ! grep -qs 'starting run' "$TMP/err"; do sleep 0.05; done
grep -c "is $D/" "$TMP/err"
cat $D/status; cat $D/status; echo "hello there" > $D/status; cat $D/status
cat $D/deep/down $D/command; echo
head -n 1 $D/long; wc -c < $D/long; tail -n 1 $D/long; wc -c < $D/cut
stat -c '%a %n' $D/status $D/deep/down $D/only $D/command | sed "s,$D/,,"
head -c 1000 /dev/zero | tr '\0' x > $D/only
wc -c < $D/status
echo stop > $D/only; wait
cat "$TMP/out"; ls -d $D 2>&1 | grep -c 'No such'
for s in 'procfs("/a").read {}' 'procfs("a/").read {}' 'procfs("a//b").read {}' 'procfs("../a").read {}' 'procfs("").read {}' \
	'procfs("a").read { $value += 1 }' 'procfs("a").write { $value = "x" }' 'procfs("a").read { $value->x = 1 }' \
	'procfs("a").umask(01000).read {}' 'procfs("a").read, procfs("a").read {$value = "x"}'; do
	"$SONDE" stap -e "probe $s" 2>&1 | head -n 1
done
"$SONDE" stap -p2 -e 'probe procfs("a").read {$value = "x"} probe procfs("b").read {$value = "x"}
	probe procfs("a").umask(0).read {$value = "y"}' 2>&1 | grep -o 'only one.*'

# a command of the script's own may read there: it is not waited for
"$SONDE" stap -m own_$$ -e 'probe begin { println("first") system("cat /run/sonde/own_'$$'/x") }
	probe procfs("x").read { $value = "read by a command\n" exit() }' > "$TMP/own" 2>&1
until grep -q read "$TMP/own"; do sleep 0.05; done
cat "$TMP/own"

# >>> out like
# 6
# n is 1
# said: nothingn is 2
# said: nothingn is 3
# said: hello there
# deep
# procfs\.read
# first
# 700
# line 87
# 511
# 600 status
# 444 deep/down
# 200 only
# 400 command
# 25
# got hello there
# \[511\]\[489\]end 4
# 1
# .*bad procfs path '/a'.*
# .*bad procfs path 'a/'.*
# .*bad procfs path 'a//b'.*
# .*bad procfs path '\.\./a'.*
# .*bad procfs path ''.*
# .*only '=' and '\.=' are possible with \$value.*
# .*cannot be assigned to.*
# .*write to target variable not permitted.*
# .*umask must be between 0 and 0777.*
# .*only one read procfs probe can exist for procfs path "a".*
# only one read procfs probe can exist for procfs path "a": identifier 'procfs' at <input>:2:8
# first
# read by a command
# <<<
