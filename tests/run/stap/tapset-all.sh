#!/bin/sh
# @@timeout: 120   @@needs: tool:python3
# @@why: every variable of every alias, and of every system call, can be named where the alias resolves
cat > "$TMP/make.py" <<'END'
import sys
sys.dont_write_bytecode = True
root = sys.argv[1]
sys.path[:0] = [root + '/lang/stap/tapset', root + '/lang/syscall']
import document, embed, gen
with open(sys.argv[2], 'w') as out:
    for _, defs in embed.library(root + '/lang/stap/tapset'):
        macros = {d.names[0][1]: d.text for d in defs if d.names[0][0] == 'MACRO'}
        for d in defs:
            for kind, name in d.names:
                if kind == 'ALIAS':
                    body = d.text[d.text.index('{', d.text.index('=')):]
                    names = [v for v in document.variables(body, macros) if not v.startswith('_')]
                    out.write(f'probe {name} ? {{ ' + ' '.join(f'println({v})' for v in names) + ' }\n')
with open(sys.argv[3], 'w') as out:
    for _, alias, _, shown, others in gen.calls():
        names = [v[0] for v in shown + others]
        names += [v + '_str' for v in names] + [v + '_uaddr' for v in names if not v.endswith('_uaddr')]
        out.write(f'probe syscall.{alias} ? {{ println({", ".join(names + ["name", "argstr"])}) }}\n')
        out.write(f'probe syscall.{alias}.return ? {{ println(name, retstr, retval, $return) }}\n')
END
python3 "$TMP/make.py" "$(dirname "$0")/../../.." "$TMP/aliases.stp" "$TMP/calls.stp"
"$SONDE" -p 3 "$TMP/aliases.stp" 2>&1 >/dev/null | grep error | sed "s,$TMP,,"
"$SONDE" -p 3 "$TMP/calls.stp" 2>&1 >/dev/null | grep error | sed "s,$TMP,,"
echo $(grep -c . "$TMP/aliases.stp" "$TMP/calls.stp" | cut -d: -f2 | awk '{ print ($1 > 200) }')

# >>> out
# 1 1
# <<<
