#!/usr/bin/env python3
"""embed.py - put the tapset library into the executable

usage: embed.py OUT.c DIR [DEPFILE]

Cuts DIR/*.stp and DIR/*.stpm into their definitions and writes C tables of them (lang/stap/tapset.h):
the text of each, and an index of the names that it defines. Only a definition whose name is used
is ever parsed.
"""
import os
import re
import sys

IDENT = re.compile(r'[A-Za-z_][A-Za-z0-9_]*')
BLANK = re.compile(r'\s+|//[^\n]*|#[^\n]*|/\*.*?\*/', re.S)
OTHER = re.compile(r'"(?:[^"\\]|\\.)*"|%\(|%\)|%\?|%:|\$*[A-Za-z_][A-Za-z0-9_]*|.', re.S)
KEYWORDS = ('probe', 'global', 'function', 'private', '@', '%(')


class Definition:
    """one top-level item: kind and names, where it is, and the comment in front of it"""

    def __init__(self, kind, names, text, line, comment, private):
        self.kind, self.names, self.text, self.line = kind, names, text, line
        self.comment, self.private = comment, private


def tokens(text):
    """(token, start, end) without blanks and comments"""
    at, out = 0, []
    while at < len(text):
        blank = BLANK.match(text, at)
        if blank:
            at = blank.end()
            continue
        tok = OTHER.match(text, at)
        out.append((tok.group(), at, tok.end()))
        at = tok.end()
    return out


def closing(toks, i, opening, close):
    """index of the token that closes the one at i"""
    depth = 0
    while i < len(toks):
        depth += toks[i][0] == opening
        depth -= toks[i][0] == close
        if depth == 0:
            return i
        i += 1
    raise SystemExit(f'embed.py: {opening} without {close}')


def end_of_probe(toks, i):
    """from the keyword to the index after its bodies; braces behind a dot belong to a point"""
    while toks[i][0] != '{' or toks[i - 1][0] == '.':
        i = closing(toks, i, '{', '}') if toks[i][0] == '{' else i
        i += 1
    i = closing(toks, i, '{', '}') + 1
    if i + 1 < len(toks) and toks[i][0] == ',' and toks[i + 1][0] == '{':
        i = closing(toks, i + 1, '{', '}') + 1
    return i


def end_of_function(toks, i):
    while toks[i][0] != '{':
        i += 1
    return closing(toks, i, '{', '}') + 1


def end_of_globals(toks, i):
    while i < len(toks) and toks[i][0] not in KEYWORDS:
        i += 1
    return i


def alias_names(toks, i):
    """names in front of = and +=, braces not allowed in them here"""
    names, name = [], ''
    for tok, _, _ in toks[i:]:
        if tok in ('=', '+'):
            return names + [name]
        if tok == ',':
            names.append(name)
            name = ''
        else:
            name += tok
    return []


def global_names(toks, i, end):
    names, depth = [], 0
    expect = True
    for tok, _, _ in toks[i:end]:
        if tok in '[(':
            depth += 1
        elif tok in '])':
            depth -= 1
        elif depth == 0 and expect and IDENT.fullmatch(tok):
            names.append(tok)
            expect = False
        elif depth == 0 and tok == ',':
            expect = True
    return names


def item(toks, i):
    """(kind, names, index after it, private) of the item at i"""
    private = toks[i][0] == 'private'
    start = i
    i += private
    word = toks[i][0]
    if word == 'function':
        return 'FUNC', [toks[i + 1][0]], end_of_function(toks, i), private
    if word == 'probe':
        return 'ALIAS', alias_names(toks, i + 1), end_of_probe(toks, i), private
    if word == '%(':
        return None, [], closing(toks, i, '%(', '%)') + 1, private
    if word == '@':
        i += 3
        name = toks[i - 1][0]
        while toks[i][0] != '%(':
            i += 1
        return 'MACRO', ['@' + name], closing(toks, i, '%(', '%)') + 1, private
    i += word == 'global'
    end = end_of_globals(toks, i)
    return 'GLOBAL', global_names(toks, i, end), end, start != i and private


def inner(toks):
    """(kind, name) of all items in a %( %? %: %) around definitions"""
    found, i = [], 1
    while i < len(toks) - 1:
        if toks[i][0] in KEYWORDS and toks[i][0] != '%(' and toks[i - 1][0] in ('%?', '%:', '}', '%)'):
            kind, names, i, _ = item(toks, i)
            found += [(kind, name) for name in names]
        else:
            i += 1
    return found


def comment_before(text, start):
    """the comment that ends on the line in front of start"""
    lines = text[:start].split('\n')[:-1]
    found = []
    while lines and lines[-1].startswith(('//', '#')):
        found.insert(0, lines.pop().lstrip('/#').removeprefix(' ').rstrip())
    if not found and lines and lines[-1].rstrip().endswith('*/'):
        while lines:
            line = lines.pop()
            found.insert(0, re.sub(r'^\s*(/\*|\*/|\*)? ?|\s*\*/\s*$', '', line).rstrip())
            if line.lstrip().startswith('/*'):
                break
    while found and not found[0]:
        found.pop(0)
    while found and not found[-1]:
        found.pop()
    return found


def definitions(path):
    with open(path, encoding='utf-8') as file:
        text = file.read()
    toks, i, out = tokens(text), 0, []
    while i < len(toks):
        line = text.count('\n', 0, toks[i][1]) + 1
        if toks[i][0] not in KEYWORDS:
            raise SystemExit(f'{path}:{line}: {toks[i][0]} where a definition begins')
        kind, names, end, private = item(toks, i)
        pairs = [(kind, name) for name in names] if kind else inner(toks[i:end])
        if not pairs:
            raise SystemExit(f'{path}:{line}: a definition without a name')
        out.append(Definition(kind, pairs, text[toks[i][1]:toks[end - 1][2]], line,
                              comment_before(text, toks[i][1]), private))
        i = end
    return out


def library(folder):
    """[(file name, definitions)]"""
    return [(name, definitions(os.path.join(folder, name)))
            for name in sorted(os.listdir(folder)) if name.endswith(('.stp', '.stpm'))]


def quoted(text):
    return '"' + (text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n')
                  .replace('\t', '\\t').replace('?', '\\?')) + '"'


def main():
    out_path, folder = sys.argv[1:3]
    files = library(folder)
    chunks, names = [], []
    for number, (_, defs) in enumerate(files):
        for d in defs:
            names += [(name, kind, len(chunks)) for kind, name in d.names]
            chunks.append((number, d))
    with open(out_path, 'w', encoding='utf-8') as out:
        out.write('/* made by embed.py: the tapset library */\n#include "lang/stap/tapset.h"\n\n')
        out.write('const char *const tapset_files[] = {\n')
        for name, _ in files:
            out.write(f'\t"tapset/{name}",\n')
        out.write('};\nconst size_t tapset_nfiles = sizeof(tapset_files) / sizeof(tapset_files[0]);\n\n')
        out.write('const struct tapset_chunk tapset_chunks[] = {\n')
        for number, d in chunks:
            out.write(f'\t{{ {number}, {d.line}, {len(d.text.encode())}, {quoted(d.text)} }},\n')
        out.write('};\nconst size_t tapset_nchunks = sizeof(tapset_chunks) / sizeof(tapset_chunks[0]);\n\n')
        out.write('const struct tapset_name tapset_names[] = {\n')
        for name, kind, chunk in sorted(names):
            out.write(f'\t{{ "{name}", TAPSET_{kind}, {chunk} }},\n')
        out.write('};\nconst size_t tapset_nnames = sizeof(tapset_names) / sizeof(tapset_names[0]);\n')
    if len(sys.argv) > 3:	# meson rebuilds when one of these changes, or the folder
        with open(sys.argv[3], 'w', encoding='utf-8') as dep:
            paths = ' '.join([folder] + [os.path.join(folder, name) for name, _ in files])
            dep.write(f'{out_path}: {paths}\n')


if __name__ == '__main__':
    main()
