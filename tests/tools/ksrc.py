#!/usr/bin/env python3
"""ksrc.py - make lib/ksrc.def: by which functions the source files of a kernel are known

usage: ksrc.py LINUX_SOURCE KALLSYMS > lib/ksrc.def

LINUX_SOURCE is a kernel's source tree, KALLSYMS the names of that kernel's text symbols in the
order of their addresses, one a line. The linker puts the functions of a file side by side, so not
all of them need be known: the first and the last six, and every third between them.
"""
import collections
import os
import re
import sys
import textwrap

FOLDERS = (r'(fs/[^/]*|fs/proc/.*|net/[^/]*|net/(core|ipv4|unix)/.*|mm/[^/]*|kernel/[^/]*|'
           r'kernel/(sched|time|locking|irq|futex)/.*|block/.*|ipc/.*)\.c$')
DEFINITION = re.compile(r'^(?!#|\s|struct|union|enum|typedef)([A-Za-z_][\w\s*]*?[\s*])?([A-Za-z_]\w*)\s*'
                        r'\([^;{}]*?\)\s*(?:__\w+(?:\([^)]*\))?\s*)*\{', re.M)
EDGE, STEP = 6, 3


def definitions(tree):
    """name of a function -> files that define one of that name"""
    files = collections.defaultdict(set)
    for top in ('fs', 'net', 'mm', 'kernel', 'block', 'ipc', 'security', 'lib', 'drivers', 'arch/x86', 'crypto', 'io_uring'):
        for folder, _, names in os.walk(os.path.join(tree, top)):
            for name in names:
                path = os.path.join(folder, name)
                if not name.endswith('.c'):
                    continue
                with open(path, encoding='utf-8', errors='replace') as source:
                    text = re.sub(r'/\*.*?\*/', '', source.read(), flags=re.S)
                for found in DEFINITION.finditer(text):
                    if not found.group(2).isupper():
                        files[found.group(2)].add(os.path.relpath(path, tree))
    return files


def main():
    files = definitions(sys.argv[1])
    order = collections.defaultdict(dict)
    with open(sys.argv[2], encoding='utf-8') as symbols:
        for symbol in symbols:
            name = symbol.strip().split('.')[0]
            if len(files.get(name, ())) == 1 and '.cold' not in symbol:
                order[min(files[name])][name] = None
    print('/*\n * ksrc.def - SOURCE(file, names): functions by which a source file of the kernel is known (lib/ksrc.h)\n'
          ' * Made by tests/tools/ksrc.py from Linux 6.1.\n */')
    for file in sorted(f for f in order if re.match(FOLDERS, f)):
        names = list(order[file])
        kept = [n for i, n in enumerate(names) if i < EDGE or i >= len(names) - EDGE or i % STEP == 0]
        lines = textwrap.wrap(' '.join(kept), 92, break_long_words=False)
        print(f'SOURCE("{file}",\n' + '\n'.join(f'\t"{line}{" " if line is not lines[-1] else ""}"' for line in lines) + ')')


main()
