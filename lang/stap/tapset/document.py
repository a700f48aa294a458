#!/usr/bin/env python3
"""document.py - docs/tapset.md: the library as its comments describe it

usage: document.py > docs/tapset.md

Each definition's comment says what it is; its variables and what it stands on are read from its text.
Names that begin with _ are the library's own. tests/lint/tapset keeps the page current.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path += [HERE, os.path.join(os.path.dirname(os.path.dirname(HERE)), 'syscall')]
sys.dont_write_bytecode = True
import embed  # noqa: E402
import gen  # noqa: E402

HEAD = """# The tapset library

Probe aliases, functions, globals and macros that SystemTap scripts use by name. Made by
`lang/stap/tapset/document.py` from the comments in `lang/stap/tapset/`; functions that are builtins are on
the page of builtins. A definition is parsed only when a script uses it, a variable of an alias is computed
only when the handler reads it. Of points in *stands on*, the first one that the kernel has is taken
where a `!` stands behind it. An alias takes suffixes of what it stands on: `vfs.read.return.maxactive(10)`.
"""

SYSCALLS = """
## System calls

`syscall.NAME` and `syscall.NAME.return`, the same as `nd_syscall`, `tp_syscall` and `dw_syscall`; `syscall_any`
for all of them, with `syscall_nr`. They stand on the tracepoints sys_enter and sys_exit. All have `name`; at the
entry `argstr` and the variables below, at the return `retval` and `retstr`. Every VARIABLE has forms that
behave as its kind suggests: VARIABLE_str is the text that argstr shows, VARIABLE_uaddr the argument as it was
passed, VARIABLE_unquoted a string without quotes. Variables in parentheses are not in argstr.
"""


def variables(text, macros, depth=0):
    """names that a prologue assigns, those of macros in it included"""
    found = []
    for match in re.finditer(r'@(_\w+)|(?:^|[{;\s])([A-Za-z]\w*)\s*=(?!=)', text, re.M):
        if match.group(1) and depth < 5 and '@' + match.group(1) in macros:
            found += variables(macros['@' + match.group(1)], macros, depth + 1)
        elif match.group(2):
            found.append(match.group(2))
    return list(dict.fromkeys(found))


def stands_on(text):
    """points of an alias, as written"""
    points = re.sub(r'\s+', ' ', text[text.index('=') + 1:])
    depth, out = 0, ''
    for i, ch in enumerate(points):
        if ch == '{' and not out.rstrip().endswith('.') and depth == 0:
            break
        depth += ch == '{'
        depth -= ch == '}'
        out += ch
    return out.strip()


def split_points(text):
    """a list's points; commas inside braces and parentheses are theirs"""
    depth, points = 0, ['']
    for ch in text:
        depth += ch in '({'
        depth -= ch in ')}'
        if ch == ',' and depth == 0:
            points.append('')
        else:
            points[-1] += ch
    return [p.strip() for p in points]


def resolved(text, own, depth=0):
    """points of an alias, those of the library's own aliases in the place of their names"""
    out = []
    for point in split_points(text):
        name, mark = re.match(r'(.*?)\s*([?!]?)$', point).groups()
        if name in own and depth < 5:
            out += [p if p[-1] in '?!' else p + mark for p in split_points(resolved(own[name], own, depth + 1))]
        else:
            out.append(name + mark)
    return ', '.join(out)


def cell(text):
    return text.replace('|', '\\|')


def about(d):
    text = ' '.join(line for line in d.comment if line)
    first = re.split(r'(?<=[a-z0-9])\n', text)[0]
    return cell(re.sub(r'^@?[\w.]+(\([^)]*\))? - ', '', first))


def signature(d):
    head = re.match(r'(?:private\s+)?function\s+(\w+)\s*(:\s*\w+)?\s*\(([^)]*)\)', d.text)
    return f'{head.group(1)}({re.sub(r"[ ]*:[ ]*", ":", head.group(3))}){(head.group(2) or "").replace(" ", "")}'


def public(d):
    return not d.private and not all(name.lstrip('@').startswith('_') for _, name in d.names)


def section(name, defs, own, out):
    macros = {d.names[0][1]: d.text for d in defs if d.names[0][0] == 'MACRO'}
    shown = [d for d in defs if public(d)]
    if not shown:
        return
    out.append(f'\n## {name}\n')
    for kind, title in (('ALIAS', '| probe | variables | stands on | |\n|---|---|---|---|'),
                        ('FUNC', '| function | |\n|---|---|'), ('GLOBAL', '| global | |\n|---|---|'),
                        ('MACRO', '| macro | |\n|---|---|')):
        rows = [d for d in shown if d.names[0][0] == kind and
                (kind != 'MACRO' or name.endswith('.stpm'))]
        if rows:
            out.append(title)
        for d in rows:
            names = ', '.join(f'`{n}`' for _, n in d.names)
            if kind == 'ALIAS':
                body = d.text[d.text.index('{', d.text.index('=')):]
                seen = ' '.join(v for v in variables(body, macros) if not v.startswith('_'))
                out.append(f'| {names} | {seen} | {cell(resolved(stands_on(d.text), own))} | {about(d)} |')
            else:
                out.append(f'| {"`" + signature(d) + "`" if kind == "FUNC" else names} | {about(d)} |')
        if rows:
            out.append('')


def main():
    out = [HEAD]
    library = list(embed.library(HERE))
    own = {name: stands_on(d.text) for _, defs in library for d in defs for kind, name in d.names
           if kind == 'ALIAS' and name.startswith('_')}
    for name, defs in library:
        section(name, defs, own, out)
    out.append(SYSCALLS + '\n| call | variables |\n|---|---|')
    for _, alias, _, shown, others in sorted(gen.calls(), key=lambda c: c[1]):
        text = ' '.join([v[0] for v in shown] + [f'({v[0]})' for v in others])
        out.append(f'| `{alias}` | {text or "none"} |')
    print('\n'.join(out))


if __name__ == '__main__':
    main()
