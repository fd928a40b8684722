#!/usr/bin/env python3
"""Where the words of HTML reports stand, on paper and on a phone: geometry.py

KURUKAN_WRITING names the program that writes them; otherwise it is the one that was built (Tests/Gallery/media.py).
Prints documents with Chromium and reads the place of every word with pdftotext: none may leave the margins, no letter may be
lost. Then lays the same pages out 360 and 1280 pixels wide, light and dark: nothing may be wider than the screen but tables and
figures, which are moved within their frames.
"""
import html
import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Gallery"))
from document import Document, cell  # noqa: E402
from gallery import gallery  # noqa: E402
from media import write  # noqa: E402

#: Pages have margins of 20 mm; letters may reach two millimetres into them, since Chromium breaks a line by the widths that
#: letters have on a screen.
MARGIN = 18 / 25.4 * 72
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
#: A letter that no other text of the document holds, so that its occurrences can be counted.
LETTER = "ɲ"


def long_words(length):
    """A document with a word of so many letters in every field, and how many letters it prints."""
    word = LETTER * length
    d = Document("fr", word, level=word, withheld=[{"reason": word, "about": 10}])
    rich = [word, {"text": word, "emphasis": "strong"}, {"text": word, "emphasis": "code"},
            {"text": word, "link": "https://example.org/"}]
    d.block("document", title=word, subtitle=word, donor=word, reference=word, version=word,
            facts=[{"label": word, "value": word}])
    d.block("contents", entries=[{"level": level, "text": word, "id": f"h{level}"} for level in (1, 2, 3, 4)])
    for level in (1, 2, 3, 4):
        d.block("heading", level=level, text=word, id=f"h{level}")
    d.block("paragraph", text=rich + [{"label": word, "code": "x"}, {"footnote": [word]}])
    nested = {"item": word, "list": {"ordered": True, "items": [{"item": word, "list": {"ordered": False, "items": [
        {"item": word, "list": {"ordered": True, "items": [word]}}]}}]}}
    d.block("list", ordered=False, items=[rich, nested])
    d.block("definitions", entries=[{"term": word, "text": rich}])
    d.block("form", rows=[{"label": word, "value": word}])
    d.block("callout", tone="key", title=word, text=word)
    d.block("quote", text=word, attribution=word)
    # Chromium cuts off a caption, a row of titles and what spans rows where it is higher than a page.
    word, rich = word[:200], [word[:200]]
    for columns in (2, 3, 5, 8, 12):
        figures = [{"title": word, "kind": "number"}] * (columns - 1)
        d.block("tableStart", id=f"t{columns}", caption=word, columns=[{"title": word}] + figures,
                groups=[{"columns": 1}, {"title": word, "columns": columns - 1}])
        d.block("row", role="group", cells=[word] + [""] * (columns - 1))
        d.block("row", indent=4, cells=[word] + [{"number": 123456789}] * (columns - 1))
        d.block("row", cells=[cell(word, rows=2)] + [word] * (columns - 1))
        d.block("row", cells=[cell(word, columns=columns - 1)])
        d.block("row", role="total", cells=[rich] + [{"money": "123456789.00", "currency": "USD"}] * (columns - 1))
        d.block("tableEnd", note=word)
    d.block("tableStart", id="weights", caption=word,
            columns=[{"title": word, "width": 1}, {"title": word, "width": 40}, {"title": word, "kind": "date", "width": 1}])
    d.block("row", cells=[word, word, {"date": "2024-03-15"}])
    d.block("tableEnd")
    return d.text


def run(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, **options).stdout


def check_paper(name, page, folder):
    """Prints a page; returns the faults."""
    path = os.path.join(folder, name)
    run(CHROMIUM + ["--no-pdf-header-footer", f"--print-to-pdf={path}.pdf", path + ".html"])
    boxes = run(["pdftotext", "-bbox", path + ".pdf", "-"]).decode()
    faults, width, height, number, words, letters = [], 0.0, 0.0, 0, 0, 0
    for line in boxes.splitlines():
        if found := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            width, height, number = float(found[1]), float(found[2]), number + 1
        elif found := re.search(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>', line):
            left, top, right, bottom = (float(found[i]) for i in range(1, 5))
            words += 1
            letters += found[5].count(LETTER)
            if left < MARGIN or right > width - MARGIN or top < 0 or bottom > height:
                faults.append(f"page {number}: {html.unescape(found[5])[:40]!r} at {left:.0f} to {right:.0f} of {width:.0f}")
    # The running titles are cut, and stand on every page; all else is printed once.
    body = re.sub(r"<(style|title).*?</\1>|<footer.*?</footer>|<a class=\"skip-link.*?</a>", "", page, flags=re.S)
    expected = re.sub("<[^>]*>", "", body).count(LETTER)
    if letters < expected:
        faults.append(f"{expected - letters} letters of {expected} are not printed")
    if not words:
        faults.append("nothing is printed")
    return faults


MEASURE = """
<!DOCTYPE html><meta charset="utf-8"><body style="margin:0"><iframe id="page" width="%d" height="900"
style="border:0" srcdoc="%s"></iframe><script>
document.getElementById("page").onload = event => {
  const page = event.target.contentDocument, width = event.target.clientWidth, wide = [];
  for (const element of page.body.querySelectorAll("*")) {
    const scrolls = element.closest("table") && element.closest(".table") || element.closest("svg") && element.closest(".drawing");
    if (element.closest(".skip-link") || scrolls) continue;
    const box = element.getBoundingClientRect();
    if (box.right > width + 1 || box.left < -1) wide.push(element.tagName + "." + element.className + " " + box.right);
  }
  const scroll = page.documentElement.scrollWidth;
  if (scroll > width) wide.push("the page is " + scroll + " pixels wide");
  const paper = getComputedStyle(page.body).backgroundColor;
  document.body.innerHTML = "<pre id=result></pre>";
  document.getElementById("result").textContent = "RESULT" + JSON.stringify({wide: wide.slice(0, 8), paper}) + "END";
};
</script>
"""


def check_screen(name, page, width, is_dark, folder):
    """Lays a page out on a screen; returns the faults."""
    path = os.path.join(folder, f"{name}-{width}.screen.html")
    with open(path, "w", encoding="utf-8") as file:
        file.write(MEASURE % (width, html.escape(page)))
    scheme = ["--blink-settings=preferredColorScheme=" + ("0" if is_dark else "1")]
    shown = run(CHROMIUM + scheme + [f"--window-size={max(width, 500)},900", "--dump-dom", path])
    found = re.search("RESULT(.*?)END</pre>", shown.decode())
    if not found:
        return ["the page was not measured"]
    result = json.loads(html.unescape(found[1]))
    faults = [f"{width} pixels: {fault}" for fault in result["wide"]]
    paper = [int(part) for part in re.findall(r"\d+", result["paper"])[:3]]
    if (sum(paper) < 3 * 128) != is_dark:
        faults.append(f"the scheme is not followed: the paper is {result['paper']}")
    return faults


def main():
    documents = {"gallery.fr": gallery("fr").text, "gallery.en": gallery("en").text}
    documents |= {f"words.{length}": long_words(length) for length in (30, 64, 120, 10_000)}
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = os.environ.get("KEEP", folder)
        for name, document in documents.items():
            page = write("html", document.encode()).decode()
            with open(os.path.join(folder, name + ".html"), "w", encoding="utf-8") as file:
                file.write(page)
            faults = check_paper(name, page, folder)
            for width, is_dark in ((360, False), (360, True), (1280, False)):
                faults += check_screen(name, page, width, is_dark, folder)
            for fault in faults[:12]:
                print(f"{name}: {fault}", file=sys.stderr)
            print(f"{name}: " + (f"{len(faults)} faults" if faults else "every word in its place"))
            failed += bool(faults)
    sys.exit(min(failed, 1))


if __name__ == "__main__":
    main()
