#!/usr/bin/env python3
"""Whether pictures.py sees what it must and nothing else: changed_pictures.py PDF
Changes pages as a mistake would (a line moved, a figure or a column gone, colours or pages swapped), compares each with the page
as it was, and draws the pages with another program, which must not count as a change."""
import collections, pathlib, re, shutil, subprocess, sys, tempfile
sys.dont_write_bytecode = True
import pikepdf
from PIL import Image
from pictures import DRAWN, drawn, fault, faults, small, stored

MOVED, NARROWEST = 2, 20  # points
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>')
# A column of figures: at least three of these, which end at the same place.
FIGURE = re.compile(r"[−\d][\d\s.,]*%?")


def words(path):
    """For each page, its words and their boxes in points."""
    pages = []
    for line in subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout.decode().splitlines():
        if "<page " in line:
            pages.append([])
        elif found := WORD.search(line):
            pages[-1].append((tuple(float(found[index]) for index in range(1, 5)), found[5]))
    return pages


def together(words, side):
    """The boxes of words whose boxes end at the same place, to the right (2) or below (3)."""
    groups = collections.defaultdict(list)
    for box, _ in words:
        groups[round(box[side])].append(box)
    return list(groups.values())


def around(boxes):
    return (*(min(box[side] for box in boxes) for side in (0, 1)), *(max(box[side] for box in boxes) for side in (2, 3)))


def figures(path):
    """For each page, the boxes of its figures, as its tags state them."""
    with pikepdf.open(path) as pdf:
        places = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        heights = [float(page.mediabox[3]) for page in pdf.pages]
        pages, waiting = [[] for _ in pdf.pages], [pdf.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            children = element.get("/K", [])
            children = children if isinstance(children, pikepdf.Array) else [children]
            waiting += [child for child in children if isinstance(child, pikepdf.Dictionary) and "/S" in child]
            if element.get("/S") == "/Figure":
                index = places[element.Pg.objgen]
                left, low, right, high = (float(side) for side in element.A[0].BBox)
                pages[index].append((left, heights[index] - high, right, heights[index] - low))
        return pages


def dots(box):
    return tuple(round(side * DRAWN / 72) for side in box)


def without(page, boxes):
    changed = page.copy()
    for box in boxes:
        changed.paste("white", dots(box))
    return changed


def moved(page, box):
    changed = without(page, [box])
    left, top = dots(box)[:2]
    changed.paste(page.crop(dots(box)), (left, top + round(MOVED * DRAWN / 72)))
    return changed


def with_colours_swapped(page, box):
    """The page with the two commonest colours of a figure swapped; None where it has but one."""
    part = page.crop(dots(box))
    ranked = [colour for _, colour in sorted(part.getcolors(part.width * part.height), reverse=True)]
    bright = [colour for colour in ranked if max(colour) - min(colour) > 40][:2]
    if len(bright) < 2:
        return None
    changed, swapped = page.copy(), part.copy()
    for colour, other in (bright, bright[::-1]):
        masks = [band.point(lambda level, wanted=level_of: 255 if level == wanted else 0, "1") for band, level_of in zip(part.split(), colour)]
        mask = Image.composite(Image.composite(masks[2], Image.new("1", part.size), masks[1]), Image.new("1", part.size), masks[0])
        swapped.paste(other, mask=mask)
    changed.paste(swapped, dots(box)[:2])
    return changed


def changes(page, words, figures):
    """What a mistake would make of a page, each with its name."""
    lines = [box for box in map(around, together(words, 3)) if box[2] - box[0] >= NARROWEST]
    if lines:
        line = min(lines, key=lambda box: box[2] - box[0])
        yield f"its narrowest line moved by {MOVED} points", moved(page, line)
    columns = [column for column in together([word for word in words if FIGURE.fullmatch(word[1])], 2) if len(column) >= 3]
    if columns:
        yield "its shortest column of figures gone", without(page, min(columns, key=len))
    for number, box in enumerate(figures, 1):
        yield f"its figure {number} gone", without(page, [box])
        if swapped := with_colours_swapped(page, box):
            yield f"its figure {number} with colours swapped", swapped


def unseen(path):
    """What pictures.py should have found, or should not."""
    pages = list(drawn(path))
    pictures = [stored(small(page)) for page in pages]
    seen = collections.Counter()
    for number, (page, picture, *content) in enumerate(zip(pages, pictures, words(path), figures(path)), 1):
        for name, changed in changes(page, *content):
            seen[re.sub(r"\d+", "", name)] += 1
            if not fault(small(changed), picture):
                yield f"page {number}: not found: {name}"
        if number > 1 and not fault(small(page), pictures[number - 2]):
            yield f"page {number}: taken for the one before it"
    if len(seen) != 4:
        yield f"nothing to change in some way; there was {', '.join(seen)}"
    for number, (page, picture) in enumerate(zip(drawn(path, "pdftocairo", "-png"), pictures), 1):
        if said := fault(small(page), picture):
            yield f"page {number}: drawn by Cairo, it {said}"


def unseen_pages(path):
    """What should have been said, or not, of pages that are new or missing, and of accepting them."""
    with tempfile.TemporaryDirectory() as name:
        references, output = pathlib.Path(name, "references"), pathlib.Path(name, "output")
        first, another = references / f"{path.stem}.01.png", references / f"{path.stem}.99.png"

        def wrong(what, wanted, accepts=False):
            found = list(faults(path, references, output, accepts))
            shown = [file.name for file in output.glob("*.png")]
            if [line.split()[0] for line in found] != wanted or shown != wanted:
                yield f"{what}: said {found}, showed {shown}"

        yield from wrong("accepting all pages", [], accepts=True)
        yield from wrong("all pages as they were", [])
        shutil.copy(first, another)
        yield from wrong("a page is missing", [another.name])
        first.unlink()
        another.unlink()
        yield from wrong("a page is new", [first.name])
        shutil.copy(references / f"{path.stem}.02.png", first)
        shutil.copy(first, another)
        yield from wrong("accepting a page that differs and one that is missing", [], accepts=True)
        yield from wrong("what was accepted", [])


path = pathlib.Path(sys.argv[1])
found = [*unseen(path), *unseen_pages(path)]
print("\n".join(found))
sys.exit(1 if found else 0)
