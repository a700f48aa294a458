#!/usr/bin/env python3
"""embed.py - put D's library scripts into the executable, with an index of what they define

usage: embed.py OUT.c DLIB_DIR [DEPFILE]

Every DLIB_DIR/*.d is cut into its items; each row of the index has a name that an item defines and
where the item begins. So a program pays for the items whose names it uses, and for no others.

What an item looks like is simpler than D: one name in a typedef or inline, and every item ends in
a semicolon outside all braces.
"""
import os
import re
import sys

TOKEN = re.compile(r'''
    (?P<blank>\s+ | /\*.*?\*/ | //[^\n]*)
  | (?P<pragma>^\#[^\n]*)
  | (?P<string>"(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*')
  | (?P<word>[A-Za-z_]\w*)
  | (?P<mark>.)
''', re.X | re.S | re.M)


def fail(path, text, at, what):
    line = text.count('\n', 0, at) + 1
    sys.exit(f'{path}:{line}: {what}')


def tokens(text):
    for found in TOKEN.finditer(text):
        if found.lastgroup != 'blank':
            yield found.lastgroup, found.group(), found.start()


def items(path, text):
    """(offset, tokens) of each item; pragmas come as items of one token"""
    item, depth = [], 0
    for kind, word, at in tokens(text):
        if kind == 'pragma':
            yield at, [word]
            continue
        item.append(word)
        if len(item) == 1:
            start = at
        depth += (word in '{([') - (word in '})]') if kind == 'mark' else 0
        if word == ';' and not depth:
            yield start, item
            item = []
    if item:
        fail(path, text, start, 'an item without its semicolon')


def before(item, marks):
    """the last word in front of the first of these marks that is outside braces"""
    depth, last = 0, None
    for word in item:
        if word in marks and not depth:
            return last
        depth += (word in ('{', '(', '[')) - (word in ('}', ')', ']'))
        if not depth and re.match(r'[A-Za-z_]', word):
            last = word
    return last


def enumerators(item):
    depth, names, fresh = 0, [], False
    for word in item:
        depth += (word == '{') - (word == '}')
        if depth == 1 and fresh and re.match(r'[A-Za-z_]', word):
            names.append(word)
        fresh = word in ('{', ',')
    return names


def probe_name(text, at):
    spec = re.compile(r'\s+([^\s(=]+)').match(text, at + len('probe'))
    fields = spec.group(1).split(':') if spec else []
    return fields if len(fields) == 4 else None


def define(path, text, at, item):
    """(kind, name, other fields) of what the item defines"""
    first = item[0]
    rows = []
    if first in ('typedef', 'struct', 'union', 'enum'):
        tag = 1 if first == 'typedef' and item[1] in ('struct', 'union', 'enum') else 0
        if item[tag] in ('struct', 'union', 'enum') and re.match(r'[A-Za-z_]', item[tag + 1]) and '{' in item:
            rows.append(('TAG', item[tag + 1], ()))
        if 'enum' in item[:2]:
            rows += [('NAME', name, ()) for name in enumerators(item)]
        if first == 'typedef':
            rows.append(('TYPE', before(item, ';['), ()))
    elif first == 'inline':
        rows.append(('NAME', before(item[1:], '=['), ()))
    elif first == 'translator':
        rows.append(('XLATOR', before(item[1:], '<'), ()))
    elif first == 'probe':
        fields = probe_name(text, at)
        if not fields:
            fail(path, text, at, 'a probe is given by all four fields')
        rows.append(('PROBE', fields[3], tuple(fields[:3])))
    if not rows or not all(row[1] for row in rows):
        fail(path, text, at, f'what does this define: {" ".join(item[:5])} ...?')
    return rows


def depends(item):
    words = item[0].lstrip('#').split()
    if words[:3] == ['pragma', 'D', 'depends_on'] and len(words) == 5:
        return words[3:]
    return []


def quote(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"') + '"'


def main():
    out_path, folder = sys.argv[1:3]
    names = sorted(n for n in os.listdir(folder) if n.endswith('.d'))
    out, rows, files = [], [], []
    out.append('/* made by embed.py: D\'s library scripts and the index of their names */')
    out.append('#include "lang/d/library.h"\n')
    for number, name in enumerate(names):
        path = os.path.join(folder, name)
        with open(path, encoding='utf-8') as file:
            text = file.read()
        need = []
        for at, item in items(path, text):
            if item[0].startswith('#'):
                need += depends(item)
                continue
            rows += [(row[1], row[0], number, at, row[2]) for row in define(path, text, at, item)]
        data = text.encode()
        if len(data) != len(text):
            sys.exit(f'{path}: only ASCII, please')
        out.append(f'static const char text_{number}[] = {{')
        out += ['\t' + ' '.join(f'{b},' for b in data[i:i + 24]) for i in range(0, len(data), 24)]
        out.append('\t0\n};')
        out.append(f'static const char *const needs_{number}[] = {{ '
                   + ''.join(quote(word) + ', ' for word in need) + 'NULL };')
        files.append(f'\t{{ {{ "<dlib>/{name}", text_{number}, sizeof(text_{number}) - 1 }}, needs_{number} }},')
    out.append('\nconst struct d_lib_file d_lib_files[] = {\n' + '\n'.join(files) + '\n};')
    out.append('\n/* sorted by name */\nconst struct d_lib_row d_lib_rows[] = {')
    for name, kind, number, at, fields in sorted(rows):
        more = ', ' + ', '.join(quote(field) for field in fields) if fields else ''
        out.append(f'\t{{ "{name}", LIB_{kind}, {number}, {at}{more} }},')
    out.append('};')
    out.append(f'const unsigned d_lib_nfiles = {len(files)}, d_lib_nrows = {len(rows)};')
    with open(out_path, 'w', encoding='utf-8') as file:
        file.write('\n'.join(out) + '\n')
    if len(sys.argv) > 3:	# meson rebuilds when one of these changes, or the folder itself
        with open(sys.argv[3], 'w', encoding='utf-8') as dep:
            dep.write(f'{out_path}: {folder} ' + ' '.join(os.path.join(folder, n) for n in names) + '\n')


if __name__ == '__main__':
    main()
