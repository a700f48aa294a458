#!/usr/bin/env python3
"""embed.py - put the BPF runtime into the executable

usage: embed.py OUT.c RT_DIR DEPFILE [PART.bpf.h ...]

Joins RT_DIR/rt.bpf.h and every other RT_DIR/*.bpf.h into one text, each file once, #include "x"
replaced by the file itself, and writes it as C that defines rt_text(). An emitted program then
needs no include path: an installed sonde and one that runs from its build folder behave alike.
RT_DIR/parts/*.bpf.h, and the PARTs that the build has made, are kept apart, each with rt_part() finding
it by its name: only programs that call a function of theirs are compiled with them.
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
    """append the lines of path, with #line so that clang names the right file; seen: name to path"""
    name = os.path.basename(path)
    if name in seen:
        return
    seen[name] = path
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


def sources(folder):
    return [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith('.bpf.h')]


def write_parts(out, paths, seen):
    """the parts as a table by name"""
    rows = []
    for path in sorted(paths, key=os.path.basename):
        name, lines = os.path.basename(path), []
        flatten(path, seen, lines)
        out.write(f'static const char part_{len(rows)}[] = {{\n')
        c_bytes(out, ''.join(lines).encode() + b'\0')
        out.write('};\n')
        rows.append(f'\t{{ "{name[:-len(".bpf.h")]}", part_{len(rows)} }},\n')
    out.write('static const struct { const char *name, *text; } parts[] = {\n' + ''.join(rows) + '};\n\n')
    out.write('const char *rt_part(const char *name, size_t n)\n{\n'
              '\tfor (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)\n'
              '\t\tif (strlen(parts[i].name) == n && !memcmp(parts[i].name, name, n))\n'
              '\t\t\treturn parts[i].text;\n\treturn NULL;\n}\n')


def write_depfile(dep, target, folders, read):
    """meson rebuilds when one of these changes; a folder changes when a file is added to it"""
    with open(dep, 'w', encoding='utf-8') as out:
        out.write(f'{target}: {" ".join(folders + sorted(read))}\n')


def main():
    out_path, folder, dep, *made = sys.argv[1:]
    parts = os.path.join(folder, 'parts')
    lines, seen, part_seen = [], {}, {}
    for path in sorted(sources(folder), key=lambda p: (os.path.basename(p) != 'rt.bpf.h', p)):
        flatten(path, seen, lines)
    with open(out_path, 'w', encoding='utf-8') as out:
        out.write('/* made by embed.py: the BPF runtime as one text */\n')
        out.write('#include <string.h>\n#include "bpf/cc.h"\n\nstatic const unsigned char text[] = {\n')
        c_bytes(out, ''.join(lines).encode())
        out.write('\t0\n};\n\nconst char *rt_text(size_t *len)\n{\n')
        out.write('\t*len = sizeof(text) - 1;\n\treturn (const char *)text;\n}\n\n')
        write_parts(out, sources(parts) + made, part_seen)
    write_depfile(dep, out_path, [folder, parts], [*seen.values(), *part_seen.values()])


if __name__ == '__main__':
    main()
