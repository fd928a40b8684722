#!/usr/bin/env python3
"""Whether the pages of PDFs look as they did: pictures.py PDF...
Each page is compared with its small picture in Tests/Gallery/Pictures. A page that differs is put beside it, with what differs
marked red, into the folder `pictures` beside the PDF. KURUKAN_WRITE_GOLDEN=1 takes today's pages for those that differ."""
import os, pathlib, subprocess, sys, tempfile
sys.dont_write_bytecode = True
from PIL import Image, ImageChops, ImageFilter

REFERENCES = pathlib.Path(__file__).resolve().parents[1] / "Gallery/Pictures"
# Pages are drawn large and made small by taking means: how a program smooths letters is gone in the mean of 16 dots.
DRAWN, SMALL = 200, 50  # dots per inch
# In grey, colours of like brightness would be one. With fewer colours, small spots of the map and the donut lose theirs.
COLOURS = 256
# Pages are alike if, both blurred, no more than DOTS dots differ by more than LEVELS of 255. Measured on the gallery: 4 dots
# differ when poppler 20.09, 22.12 or 25.03 draws what is stored, 6 when Cairo does, which smooths letters in its own way. At
# least 17 differ when a column of three figures is gone, 19 when a line of text of 20 points or more has moved by 2 points,
# 3,488 when a figure's two main colours are swapped, 4,090 when a figure is gone. changed_pictures.py holds them to it.
BLUR, LEVELS, DOTS = 1.5, 16, 10


def opened(file):
    with Image.open(file) as picture:
        return picture.convert("RGB")


def drawn(path, *how):
    """The pages of a PDF, drawn large."""
    with tempfile.TemporaryDirectory() as folder:
        # Poppler 22 says of each PDF/UA file that it does not know how certain its tags are.
        subprocess.run([*(how or ["pdftoppm"]), "-r", str(DRAWN), path, f"{folder}/page"], check=True, stderr=subprocess.DEVNULL)
        for file in sorted(pathlib.Path(folder).iterdir()):
            yield opened(file)


def small(page):
    return page.reduce(DRAWN // SMALL)


def stored(picture):
    """What is kept of a small page."""
    return picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def differing(picture, reference):
    """Where two small pages differ, as a mask."""
    blurred = [one.convert("RGB").filter(ImageFilter.GaussianBlur(BLUR)) for one in (picture, reference)]
    red, green, blue = ImageChops.difference(*blurred).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue).point(lambda level: 255 if level > LEVELS else 0)


def fault(picture, reference):
    """How a small page differs from its picture; None where it does not."""
    if picture is None or reference is None:
        return "is new" if reference is None else "is missing"
    if picture.size != reference.size:
        return f"measures {picture.size[0]} by {picture.size[1]} dots, not {reference.size[0]} by {reference.size[1]}"
    dots = differing(picture, reference).histogram()[255]
    return f"differs in {dots} dots" if dots > DOTS else None


def beside(picture, reference):
    """The reference, today's page, and that page with what differs in red, twice as large as they are stored."""
    shown = [one.convert("RGB") for one in (reference, picture) if one is not None]
    if len(shown) == 2 and picture.size == reference.size:
        marked = Image.blend(shown[1], Image.new("RGB", picture.size, "white"), 0.6)
        marked.paste("red", mask=differing(picture, reference))
        shown.append(marked)
    sheet = Image.new("RGB", (sum(one.width + 4 for one in shown) * 2, max(one.height for one in shown) * 2), "black")
    left = 0
    for one in shown:
        sheet.paste(one.resize((one.width * 2, one.height * 2)), (left, 0))
        left += one.width * 2 + 8
    return sheet


def faults(path, references, folder, accepts):
    """What is wrong with a PDF's pages; each is put into the folder, or among the references where it is accepted."""
    for old in folder.glob(f"{path.stem}.*.png"):
        old.unlink()
    pages = {f"{path.stem}.{number:02}.png": small(page) for number, page in enumerate(drawn(path), 1)}
    for name in sorted(pages.keys() | {file.name for file in references.glob(f"{path.stem}.*.png")}):
        picture, file = pages.get(name), references / name
        reference = opened(file) if file.exists() else None
        said = fault(picture, reference)
        if said and not accepts:
            folder.mkdir(parents=True, exist_ok=True)
            beside(picture, reference).save(folder / name)
            yield f"{name} {said}"
        elif said and picture is None:
            file.unlink()
        elif said:
            references.mkdir(exist_ok=True)
            stored(picture).save(file, optimize=True)


def main(paths):
    accepts = "KURUKAN_WRITE_GOLDEN" in os.environ
    failed = False
    for path in paths:
        folder = path.parent / "pictures"
        found = list(faults(path, REFERENCES, folder, accepts))
        if found:
            failed = True
            print("\n".join(found[:12]) + (f"\nand {len(found) - 12} more" if len(found) > 12 else ""))
            print(f"Look at {folder}/{path.stem}.*.png: as it was, as it is, what differs. Where that is meant:\n"
                  "KURUKAN_WRITE_GOLDEN=1 Tests/Readers/run pictures, and commit Tests/Gallery/Pictures.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main([pathlib.Path(argument) for argument in sys.argv[1:]]) if sys.argv[1:] else __doc__)
