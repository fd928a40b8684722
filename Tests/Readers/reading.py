"""What readers that are not ours find in a file: all its text, and the rows of its tables."""
import csv, datetime, html.parser, json, re, subprocess, zipfile
from letters import cleaned, essence

# Fields that a medium has no place for. No medium prints traces and codes; a sheet's name is cut to 31 characters.
NOWHERE = {"trace", "label.code", "part.sheet"}
# A figure's alternative text stands beside the sheets, which openpyxl does not read; Word's is cut to 1,000 characters.
ABSENT = {medium: NOWHERE for medium in ("html", "pdf")} | {
    medium: NOWHERE | {"figure.alternative"} for medium in ("markdown", "csv", "docx", "xlsx")} | {"json": set()}


class Content:
    """`whole` is all text in reading order, `rows` the cells of all tables' rows."""

    def __init__(self, whole, rows, whole_is_exact=True):
        self.whole, self.rows, self.whole_is_exact = whole, rows, whole_is_exact


def says(cell, number):
    """Whether a cell is this whole number, or spells it in French or English, its hundredths included."""
    if isinstance(cell, (int, float)):
        return cell == number
    digits = re.sub(r"\D", "", str(cell))
    return digits in (str(number), f"{number}00")


class Page(html.parser.HTMLParser):
    """An HTML page: its text, what its attributes say to people, its tables."""
    SPOKEN = ("title", "alt", "aria-label")

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces, self.rows, self.cells, self.skipped = [], [], None, 0

    def handle_starttag(self, tag, attributes):
        self.pieces += [value for name, value in attributes if name in self.SPOKEN and value]
        if tag in ("style", "script"):
            self.skipped += 1
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self.cells = self.rows[-1]
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag):
        if tag in ("style", "script"):
            self.skipped -= 1
        elif tag in ("td", "th"):
            self.cells = None

    def handle_data(self, text):
        if self.skipped:
            return
        self.pieces.append(text)
        if self.cells is not None:
            self.cells[-1] += text


def read_page(text):
    page = Page()
    page.feed(text)
    page.close()
    return Content("".join(page.pieces), page.rows)


def read_html(path):
    with open(path, encoding="utf-8", newline="") as file:
        return read_page(file.read())


def read_markdown(path):
    """As CommonMark with GitHub's tables, which markdown-it reads."""
    from markdown_it import MarkdownIt
    with open(path, encoding="utf-8", newline="") as file:
        return read_page(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(file.read()))


def read_csv(path):
    csv.field_size_limit(1 << 24)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    return Content("\n".join(cell for row in rows for cell in row), rows)


def read_json(path):
    """Strings in their order; a row is a row block, whatever else a value carries."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        values = [json.loads(text)]
    except json.JSONDecodeError:
        values = [json.loads(line) for line in text.split("\n") if line]
    strings = []

    def walk(value):
        if isinstance(value, str):
            strings.append(value)
        elif isinstance(value, list):
            for item in value:
                walk(item)
        elif isinstance(value, dict):
            for item in value.values():
                walk(item)

    walk(values)
    # JSON can carry what other media cannot: it counts as arrived, kept or replaced.
    return Content("".join(cleaned(string) for string in strings), None)


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _word_text(element):
    """The text of a piece of a document, alternatives of drawings once."""
    pieces = []
    for node in element.iter():
        if node.tag in (WORD + "t", "{http://schemas.openxmlformats.org/drawingml/2006/main}t"):
            pieces.append(node.text or "")
        elif node.tag in (WORD + "br", WORD + "tab", WORD + "p"):
            pieces.append(" ")
        elif str(node.tag).endswith("}docPr"):
            pieces += [" ", node.get("descr") or "", " ", node.get("title") or ""]
    return "".join(pieces)


def read_docx(path):
    """All parts that hold text, as XML; tables are those of the body."""
    from lxml import etree
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False)
    whole, rows = [], []
    with zipfile.ZipFile(path) as archive:
        if archive.testzip():
            raise ValueError("a part's sum is wrong")
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(archive.read(name), parser)
            if re.fullmatch(r"word/(document|footnotes|header\d*|footer\d*)\.xml", name):
                whole.append(_word_text(root))
            if name == "word/document.xml":
                rows = [[_word_text(cell) for cell in row.findall(WORD + "tc")] for row in root.iter(WORD + "tr")]
    return Content(" ".join(whole), rows)


def unescaped(value):
    """A cell's text as programs show it: `_x0041_` stands for a character (ECMA-376-1, 22.9.2.19); openpyxl keeps it."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), value) if isinstance(value, str) else value


def read_xlsx(path):
    import openpyxl
    book = openpyxl.load_workbook(path)
    rows = [[unescaped(cell.value) if cell.value is not None else "" for cell in row] for sheet in book for row in sheet.iter_rows()]
    return Content(" ".join(str(cell) for row in rows for cell in row if not isinstance(cell, datetime.datetime)), rows)


class Paper(Content):
    """A PDF: Latin text arrives as it was; letters of other scripts are shaped and ordered, so only their tags are sought."""

    def faults(self, placed):
        essential = essence(self.whole)
        for tag, name, field, text in placed:
            if field not in ABSENT["pdf"] and not field.startswith("figure.") and tag not in essential:
                yield f"{field}: the text “{name}” is not there ({tag})"
        for name in ("formula", "escapes", "templates", "typst", "quotes"):
            for tag, other, field, text in placed:
                if other == name and field == "paragraph" and cleaned(text) not in essential:
                    yield f"{field}: the text “{name}” did not arrive as it was"


def read_pdf(path):
    whole = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True).stdout.decode()
    # Around words that run from right to left, pdftotext writes marks of its own (U+202A to U+202C).
    whole = re.sub("[\u202a-\u202c]", "", whole.replace("\f", "\n"))
    return Paper(whole, None, whole_is_exact=False)


READERS = {"html": read_html, "markdown": read_markdown, "csv": read_csv, "json": read_json, "docx": read_docx,
           "xlsx": read_xlsx, "pdf": read_pdf}
