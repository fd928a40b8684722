#!/usr/bin/env python3
"""Reads a Word document with python-docx: headings, captions, tables, sections, notes and the language of every run.
Tests/Readers/docx.py FILE..."""
import re, sys
# This file is called as the package that it needs.
sys.path = [place for place in sys.path if not place.endswith("/Tests/Readers")]
import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn

LANGUAGES = ("fr-FR", "en-GB")
MARK = "\u200e"


def main(paths):
    faults = [f"{path}: {fault}" for path in paths for fault in look(docx.Document(path))]
    for fault in faults:
        print(fault)
    return 1 if faults or not paths else 0


def look(document):
    yield from properties(document)
    yield from headings(document)
    yield from captions(document)
    for number, table in enumerate(document.tables, 1):
        yield from (f"table {number}: {fault}" for fault in look_at_table(document, table))
    yield from pages(document)
    yield from runs(document)
    yield from notes(document)
    yield from drawings(document)


def properties(document):
    core = document.core_properties
    if not core.title.strip() or core.language not in ("fr", "en"):
        yield f"title {core.title!r}, language {core.language!r}"
    if core.author or core.last_modified_by:
        yield f"tells of a person: {core.author!r}"
    if sum(paragraph.style.name == "Title" for paragraph in document.paragraphs) != 1:
        yield "no title, or several"


def headings(document):
    """Levels follow each other; what the contents name is a heading, in the same order and words."""
    found = [paragraph for paragraph in document.paragraphs if re.fullmatch(r"Heading [1-4]", paragraph.style.name)]
    level = 0
    for heading in found:
        if int(heading.style.name[-1]) > level + 1:
            yield f"{heading.text!r} skips a level"
        level = int(heading.style.name[-1])
    if not found:
        yield "no heading"
    entries = [paragraph for paragraph in document.paragraphs if re.fullmatch(r"toc [1-4]", paragraph.style.name)]
    places = {mark.get(qn("w:name")): mark.getparent() for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    for entry in entries:
        target = places.get(next(entry._p.iter(qn("w:hyperlink"))).get(qn("w:anchor")))
        if target not in [heading._p for heading in found] or words(target) != words(entry._p):
            yield f"the contents' line {words(entry._p)!r} leads to no such heading"
    for link in document.element.body.iter(qn("w:hyperlink")):
        anchor = link.get(qn("w:anchor"))
        if anchor is not None and anchor not in places:
            yield f"a link leads nowhere: {anchor}"


def captions(document):
    """Tables and figures count from one, each by a field of Word's, and every table's caption stays with it."""
    for style, label in (("Caption", "Tabl"), ("Figure caption", "Figure")):
        numbers = [int("".join(text.text for text in field.iter(qn("w:t")))) for paragraph in document.paragraphs
                   if paragraph.style.name == style for field in paragraph._p.iter(qn("w:fldSimple"))
                   if field.get(qn("w:instr")).split()[:1] == ["SEQ"] and label in field.get(qn("w:instr"))]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"{style}: numbers {numbers}"
    for paragraph in document.paragraphs:
        if paragraph.style.name == "Caption" and (paragraph._p.getnext().tag != qn("w:tbl") or not paragraph.paragraph_format.keep_with_next):
            yield f"the caption {paragraph.text[:60]!r} stands above no table"


def look_at_table(document, table):
    width = table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))
    if max(section.page_width - section.left_margin - section.right_margin for section in document.sections) < int(width) * 635:
        yield f"is wider than the page: {width}"
    columns = len(table.columns)
    if columns > 63:
        yield f"has {columns} columns"
    rows = table._tbl.tr_lst
    for index, row in enumerate(rows):
        if sum(cell.grid_span for cell in row.tc_lst) != columns:
            yield f"row {index} does not fill its {columns} columns"
    captioned = table._tbl.getprevious() is not None and table._tbl.getprevious().find(".//" + qn("w:pStyle")) is not None \
        and table._tbl.getprevious().find(".//" + qn("w:pStyle")).get(qn("w:val")) == "Caption"
    heads = [row.find(".//" + qn("w:tblHeader")) is not None for row in rows]
    short = all(len(cell.text) < 100 for cell in table.rows[0].cells)
    if captioned and short and not heads[0]:
        yield "does not repeat its head"
    if heads != sorted(heads, reverse=True):
        yield "repeats a row that is not its first"


def pages(document):
    for section in document.sections:
        lies = section.page_width > section.page_height
        if lies != (section.orientation == WD_ORIENT.LANDSCAPE):
            yield "a section lies otherwise than it says"
        if not section.header.paragraphs or "PAGE" not in fields(section.footer._element) or "NUMPAGES" not in fields(section.footer._element):
            yield "a section has no running title, or no number of pages"
    if not document.sections[0].different_first_page_header_footer:
        yield "the cover has a running title"


def runs(document):
    """Every run says its language; letters that run from right to left stand in runs of their own, which say so."""
    for run in document.element.body.iter(qn("w:r")):
        text = "".join(piece.text or "" for piece in run.findall(qn("w:t")))
        if not text:
            continue
        language = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        reverse = run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
        said = language is not None and language.get(qn("w:bidi" if reverse else "w:val"))
        if not said or not reverse and said not in LANGUAGES:
            yield f"a run without language: {text[:40]!r}"
        if bool(re.search("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]", text)) and not reverse:
            yield f"a run without direction: {text[:40]!r}"
    if document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) not in LANGUAGES:
        yield "the styles say no language"


def notes(document):
    """Every mark has its note, and every note its mark."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml")
    found = [note.get(qn("w:id")) for note in parse_xml(part.blob).findall(qn("w:footnote")) if note.get(qn("w:type")) is None]
    marks = [mark.get(qn("w:id")) for mark in document.element.body.iter(qn("w:footnoteReference"))]
    if sorted(marks, key=int) != found:
        yield f"marks {marks}, notes {found}"


def drawings(document):
    numbers = []
    for frame in document.element.body.iter(qn("wp:docPr")):
        numbers.append(frame.get("id"))
        if not (frame.get("descr") or "").strip():
            yield f"{frame.get('name')} has no words"
    if len(numbers) != len(set(numbers)):
        yield f"drawings share a number: {numbers}"


def fields(element):
    return [word for field in element.iter(qn("w:fldSimple")) for word in field.get(qn("w:instr")).split()]


def words(paragraph):
    """What a paragraph says, without the page number behind it and the marks of direction."""
    return " ".join("".join(piece.text or "" if piece.tag == qn("w:t") else " " for piece in paragraph.iter(qn("w:t"), qn("w:tab"))
                            if piece.getparent().tag == qn("w:r")).replace(MARK, "").split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
