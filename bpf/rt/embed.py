#!/usr/bin/env python3
"""embed.py - put the BPF runtime into the executable

usage: embed.py OUT.c RT_DIR

Joins RT_DIR/rt.bpf.h and every other RT_DIR/*.bpf.h into one text, each file once, #include "x"
replaced by the file itself, and writes it as C that defines rt_text(). An emitted program then
needs no include path: an installed sonde and one that runs from its build folder behave alike.
RT_DIR/parts/*.bpf.h are kept apart, each with rt_part() finding it by its name: only programs that
call a function of theirs are compiled with them.
"""
import os
import re
import sys

INCLUDE = re.compile(r'\s*#\s*include\s+"([^"]+)"')


def near(path):
    """folders that a file may include from: its own, a part's bpf/rt, lib for tables"""
    folder = os.path.dirname(path)
    return [folder, os.path.dirname(folder), os.path.join(folder, '../../../lib')]


def flatten(path, seen, out):
    """append the lines of path, with #line so that clang names the right file"""
    name = os.path.basename(path)
    if name in seen:
        return
    seen.add(name)
    out.append(f'#line 1 "<rt>/{name}"\n')
    with open(path, encoding='utf-8') as text:
        for number, line in enumerate(text, 1):
            include = INCLUDE.match(line)
            if include:
                inner = os.path.basename(include.group(1))
                folder = next(f for f in near(path) if os.path.exists(os.path.join(f, inner)))
                flatten(os.path.join(folder, inner), seen, out)
                out.append(f'#line {number + 1} "<rt>/{name}"\n')
            else:
                out.append(line)


def c_bytes(out, data):
    for at in range(0, len(data), 20):
        out.write('\t' + ' '.join(f'{b},' for b in data[at:at + 20]) + '\n')


def write_parts(out, folder, seen):
    """the parts as a table by name"""
    rows = []
    for name in sorted(n for n in os.listdir(folder) if n.endswith('.bpf.h')):
        lines = []
        flatten(os.path.join(folder, name), seen, lines)
        out.write(f'static const char part_{len(rows)}[] = {{\n')
        c_bytes(out, ''.join(lines).encode() + b'\0')
        out.write('};\n')
        rows.append(f'\t{{ "{name[:-len(".bpf.h")]}", part_{len(rows)} }},\n')
    out.write('static const struct { const char *name, *text; } parts[] = {\n' + ''.join(rows) + '};\n\n')
    out.write('const char *rt_part(const char *name, size_t n)\n{\n'
              '\tfor (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)\n'
              '\t\tif (strlen(parts[i].name) == n && !memcmp(parts[i].name, name, n))\n'
              '\t\t\treturn parts[i].text;\n\treturn NULL;\n}\n')


def main():
    out_path, folder = sys.argv[1:3]
    names = sorted(n for n in os.listdir(folder) if n.endswith('.bpf.h') and n != 'rt.bpf.h')
    lines, seen, part_names = [], set(), set()
    for name in ['rt.bpf.h'] + names:
        flatten(os.path.join(folder, name), seen, lines)
    data = ''.join(lines).encode()
    with open(out_path, 'w', encoding='utf-8') as out:
        out.write('/* made by embed.py: the BPF runtime as one text */\n')
        out.write('#include <string.h>\n#include "bpf/cc.h"\n\nstatic const unsigned char text[] = {\n')
        c_bytes(out, data)
        out.write('\t0\n};\n\nconst char *rt_text(size_t *len)\n{\n')
        out.write('\t*len = sizeof(text) - 1;\n\treturn (const char *)text;\n}\n\n')
        parts = os.path.join(folder, 'parts')
        write_parts(out, parts, part_names)
    # meson rebuilds when one of these changes
    if len(sys.argv) > 3:
        with open(sys.argv[3], 'w', encoding='utf-8') as dep:
            # the folder itself changes when a file is added
            files = ' '.join([folder, parts] + [os.path.join(folder, n) for n in sorted(seen)] +
                             [next(os.path.join(f, n) for f in near(os.path.join(parts, n))
                                   if os.path.exists(os.path.join(f, n)))
                              for n in sorted(part_names)])
            dep.write(f'{out_path}: {files}\n')


if __name__ == '__main__':
    main()
