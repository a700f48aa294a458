#!/bin/sh
# @@only: host 6.1
# @@needs: uprobe   @@timeout: 60
# @@why: long sums, chains and nests that a BPF stack has no room for at a time, or clang no registers; too many arrays are told
cd "$TMP" || exit 1
python3 - <<'PY'
def row(text, n, between=""):
	return between.join(text.replace("%", str(i)) for i in range(n))
forms = {
	"globals": ("global " + row("g%=%", 70, ","), "println(" + row("g%", 70, "+") + ")", ""),
	"locals": ("", row("l%=pid()*0+% ", 70) + "println(" + row("l%", 70, "+") + ")", ""),
	"elements": ("global " + row("e%", 55, ","), row("e%[1]=% ", 55) + "println(" + row("e%[1]", 55, "+") + ")", ""),
	"choices": ("", "println(" + row("(pid() > % ? 1 : 0)", 70, "+") + ")", ""),
	"products": ("", "x=pid()*0 println(" + row("(x|%)", 70, "^") + ")", ""),
	"texts": ("", "println(strlen(" + row('("a" . ', 40) + "execname() . \"\"" + ")" * 40 + ") - strlen(execname()))", ""),
	"branches": ("", "x=pid()*0+7 " + row("if (x > %) y += % else if (x == %) y += 2 else y++ ", 90) + "println(y)", ""),
	"counters": ("", 's=execname()."" ' + row('if (s == "p%") c%++ ', 130, "else ") + row("t+=c% ", 130) + "println(t)", ""),
	"loops": ("", row("for (i=0;i<3;i++) { " + row("c%+=i ", 130).replace("%", "@") + "}", 2).replace("@", "%") + "println(c5)", ""),
	"arrays": ("global " + row("a%", 62, ","), row("a%[0]=% ", 62), "probe end { " + row("foreach (k in a%) s+=a%[k] ", 62) + "println(s) }"),
}
for name, (before, body, after) in forms.items():
	for point in "begin", "process.begin":
		open(name + "." + point, "w").write("%s\nprobe %s { %s exit() }\n%s\n" % (before, point, body, after))
PY
for name in globals locals elements choices products texts branches counters loops arrays; do
	for point in begin process.begin; do
		printf '%s %s ' $name $point
		"$SONDE" stap -w $name.$point -c /bin/true 2>&1 | grep -v 'hint\|staprun\|Pass 5' | tail -n 1
	done
done
# >>> out
# globals begin 2415
# globals process.begin 2415
# locals begin 2415
# locals process.begin 2415
# elements begin 1485
# elements process.begin 1485
# choices begin 70
# choices process.begin 70
# products begin 1
# products process.begin 1
# texts begin 40
# texts process.begin 40
# branches begin 105
# branches process.begin 105
# counters begin 0
# counters process.begin 0
# loops begin 6
# loops process.begin 6
# arrays begin 1891
# arrays process.begin ERROR: the kernel's verifier refuses the program: more arrays at one point than the kernel takes: a program has 64 maps, some of them sonde's
# <<<
