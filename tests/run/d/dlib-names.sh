# @@needs: tool:python3   @@timeout: 60
# @@only: host 6.1
# every constant and every member of every translator of our libraries makes sense on this kernel
cat > $TMP/names.py <<'E'
import os, sys
folder = sys.argv[1]
sys.path.insert(0, folder)
import embed


def members(item, at):
    depth = 0
    for i in range(at, len(item)):
        depth += (item[i] in '{([') - (item[i] in '})]')
        if item[i] == '=' and depth == 1 and item[i - 2] in '{;':
            yield item[i - 1]


def uses(item):
    if item[0] == 'translator':
        lt, gt = item.index('<'), item.index('>')
        target, source = ' '.join(item[1:lt]), ' '.join(item[lt + 1:gt - 1])
        if source.startswith('struct') and '*' not in source:
            return
        given = '"x"' if source == 'string' else f'({source})arg0'
        for name in members(item, gt + 1):
            yield f'xlate <{target} *> ({given})->{name}'
    elif item[0] == 'inline' and '[' not in item[:item.index('=')]:
        yield embed.before(item[1:], '=[')


number = 0
for name in sorted(os.listdir(folder)):
    if not name.endswith('.d'):
        continue
    with open(os.path.join(folder, name), encoding='utf-8') as file:
        text = file.read()
    for _, item in embed.items(name, text):
        for use in uses(item):
            number += 1
            print(f'/* {name} */ BEGIN /0/ {{ this->v{number} = {use}; }}')
E
python3 -B $TMP/names.py "$(dirname "$0")/../../../lang/d/dlib" > $TMP/names.d
[ "$(wc -l < $TMP/names.d)" -gt 400 ] && echo many
"$SONDE" -p2 $TMP/names.d 2>&1 | grep -A1 'error:'
"$SONDE" -p2 $TMP/names.d > /dev/null 2>&1 && echo all

# >>> out
# many
# all
# <<<
