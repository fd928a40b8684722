#!/usr/bin/env python3
"""Reads a report's PDF as others would, with pikepdf and poppler: pdf.py FILE [TEXT...]. Prints what is wrong, and fails then.

What is checked: the standards it says it keeps, its language and title, its tags (headings, tables with headers of columns and
rows, figures with words for those who cannot see them), bookmarks, embedded fonts, no replaced character, and that every TEXT
can be found in it.
"""
import re
import subprocess
import sys
import unicodedata

import pikepdf

faults = []


def expect(condition, fault):
    if not condition:
        faults.append(fault)


def poppler(tool, *arguments):
    return subprocess.run([tool, *arguments], capture_output=True, text=True, check=True).stdout


def elements(node, seen):
    """Every structure element under a node."""
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            seen.append(child)
            elements(child, seen)
    return seen


def attributes(element):
    value = element.get("/A", [])
    return value if isinstance(value, pikepdf.Array) else [value]


def scope(element):
    return next((str(one["/Scope"]) for one in attributes(element) if "/Scope" in one), None)


def spans(element, direction):
    return next((int(one[direction]) for one in attributes(element) if direction in one), 1)


def cells_name_the_titles_of_their_columns(table):
    """Typst names a cell's titles by column and row, U7x3y0, that of its column last. Where cells reach down, the columns are
    not told here."""
    cells = elements(table, [])
    if any(spans(cell, "/RowSpan") > 1 for cell in cells):
        return
    for row in (one for one in cells if one.S == "/TR"):
        column = 0
        for cell in (one for one in elements(row, []) if one.S in ("/TD", "/TH")):
            next_column = column + spans(cell, "/ColSpan")
            names = [str(name) for one in attributes(cell) for name in one.get("/Headers", [])]
            if cell.S == "/TD" and names:
                titled = int(re.fullmatch(r"U\d+x(\d+)y\d+", names[-1])[1])
                expect(column <= titled < next_column, f"a cell of column {column} has the title {names[-1]}")
            column = next_column


def headings_do_not_skip(kinds):
    level = 0
    for kind in kinds:
        if re.fullmatch("/H[1-6]", kind):
            expect(int(kind[2]) <= level + 1, f"a heading {kind} follows one of level {level}")
            level = int(kind[2])
    expect(level > 0, "no heading")


def check(path, texts):
    # The hostile document has titles of thousands of letters, and characters that no font has.
    is_hostile = path.rsplit("/", 1)[-1].startswith("hostile.")
    pdf = pikepdf.open(path)
    root = pdf.Root
    metadata = bytes(root.Metadata.read_bytes()).decode()
    for part in ("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"):
        expect(part in metadata, f"the metadata lacks {part}")
    expect(str(root.get("/Lang", ""))[:2] in ("fr", "en"), "no language")
    expect(root.ViewerPreferences.get("/DisplayDocTitle", False), "viewers are not told to show the title")
    expect(pdf.docinfo.get("/Title") or "<dc:title>" in metadata, "no title")
    expect("/Author" not in pdf.docinfo, "an author")
    expect(root.MarkInfo.get("/Marked", False), "not tagged")
    with pdf.open_outline() as outline:
        expect(len(outline.root) > 0, "no bookmarks")

    seen = elements(root.StructTreeRoot, [])
    kinds = [str(element.S) for element in seen]
    headings_do_not_skip(kinds)
    for element in seen:
        if element.S == "/Figure":
            expect(str(element.get("/Alt", "")).strip(), "a figure without words")
        if element.S == "/TH":
            expect(scope(element) in ("/Row", "/Column"), "a header cell without a scope")
        if element.S == "/Table":
            # Titles that would fill a page are not repeated, and Typst knows no others as titles.
            expect(is_hostile or any(one.S == "/TH" for one in elements(element, [])), "a table without header cells")
            cells_name_the_titles_of_their_columns(element)

    for line in poppler("pdffonts", path).splitlines()[2:]:
        expect(line.split()[-5] == "yes", f"a font that is not embedded: {line}")
    info = poppler("pdfinfo", path)
    expect(re.search(r"Tagged:\s+yes", info), "poppler finds no tags")
    printed = poppler("pdftotext", path, "-")
    expect(is_hostile or "\ufffd" not in printed, "a character that was replaced")
    found = plain(printed)
    for text in texts:
        expect(plain(text) in found, f"the text is not found: {text}")
    return f"{path}: {len(pdf.pages)} pages, {kinds.count('/Table')} tables, {kinds.count('/Figure')} figures"


def plain(text):
    """Letters alone: readers differ in the spaces, line ends and marks of direction that they put between words."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(character for character in text if character.isalnum())


if len(sys.argv) < 2:
    sys.exit(__doc__)
print(check(sys.argv[1], sys.argv[2:]))
for fault in faults:
    print(f"{sys.argv[1]}: {fault}", file=sys.stderr)
sys.exit(1 if faults else 0)
