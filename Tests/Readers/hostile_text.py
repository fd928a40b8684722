#!/usr/bin/env python3
"""Whether hostile text arrived in every field of every block, and the numbers beside it stand where they belong:
   Tests/Readers/hostile_text.py MEDIUM fr|en FILE
Each medium is read by a reader that is not ours; what it gives is compared with what was put in (Tests/Gallery/hostile.py)."""
import pathlib, sys
sys.dont_write_bytecode = True
sys.path.insert(1, str(pathlib.Path(__file__).resolve().parents[1] / "Gallery"))
import hostile
import reading
from letters import cleaned, controls, essence


def faults_in_fields(medium, whole, placed):
    # Before what a spreadsheet would compute, CSV puts an apostrophe.
    plain = (lambda text: text.replace("'", "")) if medium == "csv" else (lambda text: text)
    essential = plain(essence(whole))
    for tag, name, field, text in placed:
        if field in reading.ABSENT[medium]:
            continue
        if tag not in essential:
            yield f"{field}: the text “{name}” is not there ({tag})"
        elif plain(cleaned(text)) not in essential and plain(cleaned(text, "/")) not in essential:
            at = essential.index(tag)
            yield f"{field}: of the text “{name}” arrived …{essential[max(0, at - 80):at + len(tag)]!r}"


def faults_beside(rows, placed):
    """Where a row of the table of texts beside numbers does not have its five values beside each other."""
    before = {name: text for _, name, field, text in placed if field == "cell before a number"}
    behind = {name: text for _, name, field, text in placed if field == "cell behind a number"}
    found = {}
    for cells in rows:
        words = [essence(str(cell)) for cell in cells]
        for index, word in enumerate(words):
            if word.startswith("Ligne") and word.endswith("x"):
                found.setdefault(word, (words[index:], cells[index:]))
    for index, name in enumerate(hostile.TEXTS):
        words, cells = found.get(hostile.line(index), ([], []))
        wanted = [("number", hostile.FIRST_NUMBER + index), ("amount", hostile.FIRST_AMOUNT + index)]
        if len(words) < 5:
            yield f"the row of “{name}” has {len(words)} cells"
            continue
        for place, text in ((1, before[name]), (3, behind[name])):
            allowed = {cleaned(text), cleaned(text, "/")}
            if words[place] not in allowed and words[place].replace("'", "") not in {word.replace("'", "") for word in allowed}:
                yield f"the row of “{name}”: its cell {place + 1} says {words[place][:80]!r}"
        for place, (what, number) in zip((2, 4), wanted):
            if not reading.says(cells[place], number):
                yield f"the row of “{name}”: its {what} is {cells[place]!r}, not {number}"


def main(medium, language, path):
    placed = hostile.placed(language)
    content = reading.READERS[medium](path)
    faults = list(faults_in_fields(medium, content.whole, placed)) if content.whole_is_exact else list(content.faults(placed))
    if content.rows is not None:
        faults += faults_beside(content.rows, placed)
    if medium != "json" and controls(content.whole):
        faults.append(f"characters that may not be printed: {', '.join(controls(content.whole))}")
    for fault in faults[:12]:
        print(fault)
    if len(faults) > 12:
        print(f"and {len(faults) - 12} more")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
