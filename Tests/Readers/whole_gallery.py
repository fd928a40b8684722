#!/usr/bin/env python3
"""Whether the gallery has all that a document can have: every block, kind of value, tone, role, kind of figure and the like that
the sources name, each value kind and footnote in every place of rich text."""
import json, pathlib, re, sys
sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(1, str(ROOT / "Tests/Gallery"))
from gallery import gallery

MODEL = ROOT / "Sources/ReportDocument"
# Members whose values are codes, and the enumeration of the sources that lists them.
CODES = {"tone": ("Blocks/Callout.swift", "Tone"), "role": ("Blocks/TableRow.swift", "Role"),
         "orientation": ("Blocks/Part.swift", "Orientation"), "align": ("Tables/TableColumn.swift", "Alignment"),
         "emphasis": ("Values/TextSpan.swift", "Emphasis"), "figure.kind": ("Tables/Figure.swift", "Kind"),
         "column.kind": ("Tables/TableColumn.swift", "Kind")}
USUAL = {("role", "body"), ("column.kind", "text")}  # What is meant where nothing is said.
VALUES = ("text", "number", "percent", "money", "date", "label", "missing", "suppressed", "withheld", "undisclosed", "footnote")
# Where a title may be in the other language, and where rich text may have a footnote.
MARKED = {"heading.text", "contents.entries.text", "tableStart.caption", "tableStart.columns.title", "tableStart.groups.title",
          "tableStart.figure.alternative", "callout.title", "quote.attribution", "definitions.entries.term", "form.rows.label",
          "document.facts.label", "part.sheet"}
NOTED = {"paragraph.text", "list.items", "definitions.entries.text", "form.rows.value", "callout.text", "quote.text", "row.cells",
         "tableEnd.note"}


def cases(file, enumeration):
    """The codes of an enumeration of strings, as its source lists them."""
    source = (MODEL / file).read_text(encoding="utf-8")
    body = source[source.index(f"enum {enumeration}:"):]
    body = body[:re.search(r"\n  }\n", body).start()]
    return {name.strip() for line in re.findall(r"^    case (.+)$", body, re.M) for name in line.split(",")}


def walk(value, path, found):
    if isinstance(value, list):
        for item in value:
            walk(item, path, found)
    elif isinstance(value, dict):
        found |= {("value", kind, path) for kind in VALUES if kind in value}
        found |= {("member", f"{path}.{name}") for name in value}
        if "language" in value and "text" in value:
            found.add(("marked", path))
        if "footnote" in value:
            found.add(("noted", "list.items" if path.startswith("list.items") else path.removesuffix(".cell")))
        for name, item in value.items():
            if isinstance(item, str):
                for code in (name, f"{path.rpartition('.')[2].removesuffix('s')}.{name}"):
                    found.add(("code", code, item))
            walk(item, f"{path}.{name}" if path else name, found)


def faults(language):
    found, blocks = set(), set()
    for line in gallery(language).lines[1:]:
        block = json.loads(line)
        blocks.add(block.pop("block"))
        walk(block, json.loads(line)["block"], found)
    every = {name for path in (MODEL / "Blocks").glob("*.swift") for name in re.findall(r'static let name = "(\w+)"', path.read_text())}
    yield from (f"no block {name}" for name in sorted(every - blocks))
    for member, (file, enumeration) in CODES.items():
        for case in sorted(cases(file, enumeration)):
            if ("code", member, case) not in found and (member, case) not in USUAL:
                yield f"no {member} {case}"
    for kind in VALUES:
        if not any(item[:2] == ("value", kind) for item in found):
            yield f"no value {kind}"
    yield from (f"no title in the other language as {path}" for path in sorted(MARKED - {i[1] for i in found if i[0] == "marked"}))
    yield from (f"no footnote in {path}" for path in sorted(NOTED - {i[1] for i in found if i[0] == "noted"}))
    for member in ("row.cells.columns", "row.cells.rows", "row.indent", "tableStart.rowHeaders", "paragraph.text.trace",
                   "paragraph.text.link", "paragraph.text.decimals", "contents.entries.numbered", "tableStart.columns.width"):
        if ("member", member) not in found:
            yield f"no {member}"


both = [f"{language}: {fault}" for language in ("fr", "en") for fault in faults(language)]
print("\n".join(both))
sys.exit(1 if both else 0)
