#!/usr/bin/env python3
"""Reads a report in JSON: Tests/Readers/json_document.py FILE...
The gallery's must hold exactly the blocks that it was made of, in any order of members but with no other value."""
import json, pathlib, subprocess, sys

WRITE = pathlib.Path(__file__).resolve().parents[1] / "Gallery/write"
KINDS = {"document", "contents", "heading", "paragraph", "list", "definitions", "form", "callout", "quote", "tableStart", "row",
         "tableEnd", "part", "pageBreak"}


def look(path):
    document = json.loads(path.read_text(encoding="utf-8", errors="strict"))
    if set(document) != {"stamp", "blocks"}:
        return f"its members are {sorted(document)}"
    blocks = document["blocks"]
    if not blocks or blocks[0].get("block") != "document":
        return "it does not begin with the cover"
    if unknown := {block.get("block") for block in blocks} - KINDS:
        return f"there are no such blocks: {unknown}"
    name, language = path.name.split(".")[:2]
    if name in ("gallery", "hostile"):
        lines = subprocess.run([WRITE, name, language], check=True, stdout=subprocess.PIPE).stdout.decode().split("\n")
        made_of = [json.loads(line) for line in lines if line]
        if document["stamp"] != made_of[0]:
            return f"its stamp is {document['stamp']}"
        # A document of the format's own belongs to its own medium.
        printed = [block for block in made_of[1:] if block["block"] != "raw"]
        for ours, theirs in zip(blocks, printed, strict=True):
            if plain(ours) != plain(theirs):
                return f"{theirs} became {ours}"
    return None


def plain(value):
    """A value as it is meant: what says nothing, or what is usual, may be left out."""
    if isinstance(value, dict):
        if set(value) in ({"text"}, {"cell"}):
            return plain(*value.values())
        members = {name: plain(member) for name, member in value.items()}
        decimals = 1 if "percent" in members else 0
        usual = {"ordered": False, "role": "body", "indent": 0, "numbered": True, "columns": 1, "rows": 1, "kind": "text",
                 "align": "end" if members.get("kind") in ("number", "money", "percent") else "start", "decimals": decimals}
        return {name: member for name, member in members.items() if name not in usual or member != usual[name]}
    if isinstance(value, list):
        return plain(value[0]) if len(value) == 1 and isinstance(value[0], str) else [plain(member) for member in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


faults = [f"{path}: {fault}" for path in map(pathlib.Path, sys.argv[1:]) if (fault := look(path))]
print("\n".join(faults))
sys.exit(1 if faults or len(sys.argv) < 2 else 0)
