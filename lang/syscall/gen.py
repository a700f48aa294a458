#!/usr/bin/env python3
"""gen.py - calls.tab, names.tab and options.tab as C, for the compiler and for the kernel

usage: gen.py lang OUT.c | gen.py bpf OUT.bpf.h

"lang" makes the table of calls and their variables (lang/syscall/syscall.h), "bpf" the tables that
bpf/rt/parts/syscall.bpf.h works with: what argstr shows of each call, and the names of flags.
"""
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

# in calls.tab; what they show is said where syscall.bpf.h has them
KINDS = ['-', 'd', 'l', 'u', 'p', 'x', 'o', 'S', 'B', 'F', 'E', 'AT', 'SIG', 'SA', 'TS', 'TV', 'TS2', 'TV2', 'ITS',
         'ITV', 'RLIM', 'ARGV', 'ENV', 'SIGACT', 'SIGSET', 'SIGINFO', 'SCHED', 'MODE', 'CREAT', 'FUTEX', 'CLONE',
         'INT2', 'KEY', 'IOPRIO', 'STACK', 'UTIME', 'UTIME0', 'UTIME1', 'SOCKTYPE', 'OPENHOW', 'HOWFLAGS', 'TIMEX',
         'ZERO', 'HEX', 'PERM', 'U', 'TZ', 'LIB']
BY_OPTION = 0x8000      # in a call's first item: the others are in options.tab
NAMES_SIZE = 16384      # bytes of rt_sys_names, which bpf/rt/parts/syscall.bpf.h reads in one piece
# those whose value is a text, or whose value is no argument of the call
TEXTS = ['S', 'B']
ITEM = re.compile(r'(\w+):(\w+)(?:\((\w+)\))?(?:/(\d))?(?:@(\d))?$')


def lines(name):
    with open(os.path.join(HERE, name), encoding='utf-8') as text:
        for number, line in enumerate(text, 1):
            if line.strip() and not line.startswith('#'):
                yield number, line.split()


def tables():
    """{name: (is_flags, [(name, value, mask)])}"""
    out = {}
    for number, (kind, name, *rows) in ((n, w) for n, w in lines('names.tab')):
        entries = []
        for row in rows:
            word, value = row.split('=')
            value, _, mask = value.partition('/')
            value = int(value, 0)
            entries.append((word, value, int(mask, 0) if mask else value if kind == 'F' else 0xffffffff))
        if kind + name in out:
            raise SystemExit(f'names.tab:{number}: {name} twice')
        out[kind + name] = (kind == 'F', entries)
    return out


TABLES = tables()
NUMBERS = {name: i for i, name in enumerate(TABLES)}


def item(word, slot, where):
    match = ITEM.match(word)
    if not match or match.group(2) not in KINDS:
        raise SystemExit(f'calls.tab:{where}: {word}')
    var, kind, table, other, at = match.groups()
    number = 0
    if table:
        key = table if 'F' + table not in TABLES and 'E' + table not in TABLES else \
            ('E' if kind in ('E', 'FUTEX', 'SOCKTYPE') else 'F') + table
        number = NUMBERS[key]
    return var, KINDS.index(kind), int(at) if at else slot, int(other or 0), number


def calls():
    """[(kernel, alias, name_is_alias, shown items, other items)]"""
    out = []
    for where, words in lines('calls.tab'):
        kernel, _, alias = words[0].partition('=')
        is_name, alias = alias.startswith('!'), alias.lstrip('!')
        shown, others, behind = [], [], False
        for word in words[1:]:
            if word == ';':
                behind = True
            else:
                (others if behind else shown).append(item(word, len(shown), where))
        out.append((kernel, alias or kernel, is_name, shown, others))
    return sorted(out)


def numbers():
    """{kernel name: number}"""
    with open(os.path.join(ROOT, 'lib/syscall_x86_64.def'), encoding='utf-8') as rows:
        found = re.findall(r'SYSCALL\((\d+), "\w+", "(\w+)"\)', rows.read())
    with open(os.path.join(ROOT, 'lib/syscall_i386.def'), encoding='utf-8') as rows:
        found += re.findall(r'COMPAT_ONLY\(\d+, (\d+), "(\w+)"\)', rows.read())
    return {name: int(nr) for nr, name in found}


def options():
    """[(kernel name, value, items behind the option)]"""
    firsts = {kernel: shown[0] for kernel, _, _, shown, _ in calls() if shown}
    values = {(key, word): value for key, (_, entries) in TABLES.items() for word, value, _ in entries}
    keys = list(TABLES)
    return [(kernel, values[keys[firsts[kernel][4]], option],
             [item('_:' + word, i + 1, where) for i, word in enumerate(words)])
            for where, (kernel, option, *words) in lines('options.tab')]


def packed(it):
    _, kind, slot, other, table = it
    return kind | slot << 8 | other << 12 | table << 16


def write_options(out, nrs):
    out.write('\n/* the items behind an option of a call that rt_sys_calls marks with RT_SYS_BY_OPTION */\n'
              'static const struct { rt_u32 nr, value, items[4]; } rt_sys_options[] = {\n')
    for kernel, value, items in options():
        cells = ', '.join(f'{packed(it):#x}' for it in items) or '0'
        out.write(f'\t{{ {nrs[kernel]}, {value:#x}, {{ {cells} }} }}, /* {kernel} */\n')
    out.write('};\n')


def write_lang(out):
    out.write('/* made by gen.py */\n#include "lang/syscall/syscall.h"\n\n')
    for kernel, _, _, shown, others in calls():
        if shown + others:
            out.write(f'static const struct syscall_var v_{kernel}[] = {{\n')
            for var, kind, slot, other, table in shown + others:
                out.write(f'\t{{ "{var}", {kind}, {slot}, {other}, {table} }},\n')
            out.write('};\n')
    out.write('\nconst struct syscall_def syscall_defs[] = {\n')
    for kernel, alias, is_name, shown, others in calls():
        n = len(shown) + len(others)
        out.write(f'\t{{ "{kernel}", "{alias}", {str(is_name).lower()}, {f"v_{kernel}" if n else "NULL"}, {n} }},\n')
    out.write('};\nconst size_t syscall_ndefs = sizeof(syscall_defs) / sizeof(syscall_defs[0]);\n')


def write_bpf(out):
    nrs = numbers()
    out.write('/*\n * syscalltab.bpf.h - made from lang/syscall/calls.tab and names.tab by gen.py\n */\n')
    out.write('enum {\n' + ''.join(f'\tRT_SYS_{k}, /* {i} */\n' if k != '-' else '\tRT_SYS_NONE,\n'
                                   for i, k in enumerate(KINDS)) + '};\n\n')
    blob, at, rows, firsts = '', {}, [], []
    for name, (is_flags, entries) in TABLES.items():
        firsts.append((len(rows), len(entries), is_flags))
        for word, value, mask in entries:
            if word not in at:
                at[word] = len(blob)
                blob += word + '\0'
            rows.append((value, mask, at[word]))
    if len(blob) > NAMES_SIZE - 64:
        raise SystemExit('names.tab: more names than NAMES_SIZE of gen.py has room for')
    out.write('/* names, one behind the other; the size is a power of two, for the verifier */\n'
              f'enum {{ RT_SYS_NAMES = {NAMES_SIZE} }};\nstatic const char rt_sys_names[RT_SYS_NAMES] =\n')
    words = blob.split('\0')[:-1]
    for i in range(0, len(words), 6):
        out.write('\t"' + ''.join(w + '\\0' for w in words[i:i + 6]) + '"\n')
    out.write('\t"";\n\n/* value, bits that count, name */\nstatic const struct { rt_u32 value, mask, name; } '
              'rt_sys_rows[] = {\n')
    for i in range(0, len(rows), 4):
        out.write('\t' + ' '.join(f'{{{v:#x}, {m:#x}, {n}}},' for v, m, n in rows[i:i + 4]) + '\n')
    out.write('};\n\n/* first row, rows, flags? */\nstatic const struct { rt_u16 first, n, flags; } rt_sys_tables[] = {\n')
    for name, (first, n, is_flags) in zip(TABLES, firsts):
        out.write(f'\t{{ {first}, {n}, {int(is_flags)} }}, /* {name[1:]} */\n')
    out.write('};\n\n')
    for name in ('Esignal', 'Fsigaction', 'Eaf', 'Eioclass', 'Ffiletype', 'Fopen', 'Fsock', 'Eipproto'):
        out.write(f'#define RT_SYS_TABLE_{name[1:]} {NUMBERS[name]}\n')
    out.write(f'#define RT_SYS_BY_OPTION {BY_OPTION:#x}\n')
    out.write('\n/* by number of the call: what argstr shows; kind, argument, second one, table */\n'
              f'static const rt_u32 rt_sys_calls[{max(nrs.values()) + 1}][6] = {{\n')
    by_option = {kernel for kernel, _, _ in options()}
    for kernel, _, _, shown, _ in sorted(calls(), key=lambda c: nrs[c[0]] if c[0] in nrs else -1):
        if kernel not in nrs or not shown:
            continue
        cells = ', '.join(f'{packed(it) | (BY_OPTION if kernel in by_option and not i else 0):#x}'
                          for i, it in enumerate(shown))
        out.write(f'\t[{nrs[kernel]}] = {{ {cells} }}, /* {kernel} */\n')
    out.write('};\n')
    write_options(out, nrs)


def main():
    with open(sys.argv[2], 'w', encoding='utf-8') as out:
        {'lang': write_lang, 'bpf': write_bpf}[sys.argv[1]](out)


if __name__ == '__main__':
    main()
