"""The hostile document: texts that break careless writers, in every field of text that a report has.

Behind each text stands a tag of its own, so that a reader can tell whether this text arrived in this field; beside it
stand numbers, so that a reader can tell whether they still stand where they belong."""
from document import Document, cell, figure

TRACE_LENGTH = 200  # A trace is shorter than texts may be.
LONG_WORD = "Anticonstitutionnellement" * 400

# Each is one text. What SafeText leaves of it must arrive in every medium.
TEXTS = {
    "markup": "<b onclick=\"alert(1)\">gras</b> & <script>alert('x')</script> &amp; &#0; &nbsp; <!-- --> ]]> --> </style></w:t></svg>",
    "quotes": "\"double\" 'simple' «guillemets» “anglais” „bas“ `arrière` l'eau",
    "formula": "=cmd|' /C calc'!A0",
    "formulas": "+1+1;-2;@SUM(A1:A9);=HYPERLINK(\"https://example.org/\";\"ici\")",
    "delimiters": "a,b;c\td\"e\"\"f|g\r\nh\u2028i\u2029j\u0085k",
    "controls": "avant\u0001\u0008\u000b\u000c\u001b[31m\u001f\u007f\u0080\u009fapres",
    "noncharacters": "avant\ufdd0\ufffe\uffff\U0001fffe\U0010ffffapres",
    "replacement": "avant\ufffd\ufffc\ue000\U000f0000apres",
    "escapes": "_x0041_ _x000D_ _x005F_ %41 \\u0041 \\x41 &#x41; {\\rtf1} %n",
    "templates": "{{ 7*7 }} {% raw %} ${7*7} #{7*7} <%= 7 %> $(id) `id` %s %@ %1$n",
    "typst": "#let x = 1; #import \"a.typ\"; $x^2$ *gras* _penché_ = Titre <label> @ref \\ // /* */",
    "markdown": "# titre ## *gras* **fort** __a__ [lien](javascript:alert(1)) ![image](x) > cité - 1. | a | b | ~~~ ``` [^1] : a\\*b ---",
    "css": "} body { display: none } \\3c url(javascript:1) expression(1) @import 'x'; /* */",
    "html comments": "--> <!-- <![CDATA[ ]]> <?xml version=\"1.0\"?> <!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]> &b;",
    "paths": "../../etc/passwd \\\\serveur\\partage C:\\a:b*c?d[e]f/g 'Feuille'!A1",
    "sheet names": "'History' [1]:*?/\\",
    "long word": LONG_WORD,
    "long number": "1" * 400,
    "emoji": "👩🏾‍🌾 👨‍👩‍👧‍👦 🇲🇱 ☀️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 𝔄𝟙",
    "arabic": "السلام والأمن 12 (45) في مالي، ٣٤ ﷺ",
    "n'ko": "ߒߞߏ ߞߊ߲ ߁߂ (7) ߘߐ߫",
    "tifinagh": "ⵜⴰⵎⴰⵛⴻⵇ ⵜⵉⴼⵉⵏⴰⵖ",
    "adlam": "𞤊𞤵𞤤𞤬𞤵𞤤𞤣𞤫 𞥑𞥒 (8)",
    "hebrew": "שלום 12 (34)",
    "mixed directions": "a السلام 1 שלום b 2 ߒߞߏ c 3 السلام",
    "joined letters": "office \u0645 fi \u0190\u0301 \u2d63a\u0301 fl \u2600 z\u0334",
    "enclosing marks": "\u20e3a \u20dd \"\u20e4 \\\u20de 1\ufe0f\u20e3",
    "overrides": "a\u202a\u202b\u202c\u202d\u202eb\u2066c\u2067d\u2068e\u2069f\u200eg\u200fh\u061ci",
    "zero width": "a\u200bb\u200cc\u200dd\ufeffe\u2060f\u00adg\u034fh\u180ei",
    "marks": "Z" + "".join(chr(0x300 + i % 0x6f) for i in range(120)) + "a\u0301 e\u0301 é ạ̈",
    "other scripts": "中文字符 日本語 한국어 हिन्दी ไทย ქართული Ελληνικά Кириллица አማርኛ",
    "extended latin": "Ɓamako ɲɔgɔn Kɛnɛdugu ŋana ƴ ǧ ə ṭ ḍ ß ﬁ ǅ İ ı",
    "spaces": "  deux  \u00a0insécable\u202fétroite\u2003cadratin\u3000idéographique  ",
    "dashes": "- – — ‑ − ... … • ° n° 5 ½ ² ₂ € ™",
    "tags": "a\U000e0041\U000e0042\U000e007fb",
    "annotations": "a\ufff9b\ufffac\ufffbd",
}

# Columns of the table in which each text stands beside numbers.
FIRST_NUMBER, FIRST_AMOUNT = 700_001, 900_001


def line(index):
    """What the first cell of a text's row says."""
    return f"Ligne{index:03}x"


class Fields:
    """Tags texts, and remembers which text stands where."""

    def __init__(self):
        self.placed = []  # tag, name of the text, field, text as given

    def __call__(self, name, field, length=None):
        tag = f"q{len(self.placed):05}q"
        text = f"{TEXTS[name][:length]} {tag}"
        self.placed.append((tag, name, field, text))
        return text

    def all(self, field):
        """All texts in one, for the fields that a document has once."""
        return " ".join(self(name, field) for name in TEXTS)


def placed(language):
    """Where each text stands: tag, name of the text, field, text."""
    return _build(language)[1].placed


def hostile(language):
    return _build(language)[0]


def _build(language):
    f = Fields()
    d = Document(language, f.all("stamp.programme"), level=f.all("stamp.level"),
                 withheld=[{"reason": f(name, "stamp.reason"), "about": 10} for name in TEXTS])
    d.block("document", title=f.all("document.title"), subtitle=f.all("document.subtitle"), donor=f.all("document.donor"),
            reference=f.all("document.reference"), period={"from": "2023-02-01", "to": "2024-01-31"}, version=f.all("document.version"),
            facts=[{"label": f(name, "fact.label"), "value": [f(name, "fact.value"), {"number": 71}]} for name in TEXTS])
    headings = {name: f(name, "heading") for name in TEXTS}
    identifier = {name: f"s{index}" for index, name in enumerate(TEXTS)}
    d.block("contents", entries=[{"level": 1, "text": headings[name], "id": identifier[name]} for name in TEXTS])
    for index, name in enumerate(TEXTS):
        d.block("part", orientation=("portrait", "landscape")[index % 2], sheet=f(name, "part.sheet"))
        d.block("heading", level=1, text=headings[name], id=identifier[name])
        _prose(d, f, name, identifier[name], "en" if language == "fr" else "fr")
        _table(d, f, name, index)
    d.block("part", orientation="portrait")
    _rows(d, f)
    _figures(d, f)
    return d, f


def _prose(d, f, name, identifier, other):
    d.block("paragraph", text=[
        f(name, "paragraph"), {"number": 101}, {"text": f(name, "strong"), "emphasis": "strong"}, {"number": 102},
        {"text": f(name, "emphasis"), "emphasis": "emphasis"}, {"text": f(name, "code"), "emphasis": "code"}, {"number": 103},
        {"text": f(name, "link"), "link": "#" + identifier}, {"text": f(name, "web link"), "link": "https://example.org/?a=1&b='2'"},
        {"text": f(name, "language"), "language": other}, {"text": f(name, "strong link"), "emphasis": "strong", "link": "#" + identifier, "language": other},
        {"label": f(name, "label"), "code": f(name, "label.code")}, {"number": 104, "trace": f(name, "trace", TRACE_LENGTH)},
        {"footnote": [f(name, "footnote"), {"number": 105}]}, {"money": "106.00", "currency": "USD"}])
    d.block("list", ordered=False, items=[f(name, "item"), [f(name, "item"), {"number": 107}], {
        "item": f(name, "item"), "list": {"ordered": True, "items": [f(name, "item.item"), {
            "item": f(name, "item.item"), "list": {"ordered": False, "items": [f(name, "item.item.item")]}}]}}])
    d.block("definitions", entries=[{"term": f(name, "term"), "text": [f(name, "definition"), {"number": 108}]}])
    d.block("form", rows=[{"label": f(name, "form.label"), "value": [f(name, "form.value"), {"number": 109}]},
                          {"label": {"text": f(name, "form.label"), "language": other}, "value": {"money": "110.00", "currency": "XOF"}}])
    for tone in ("info", "key", "warning", "placeholder"):
        d.block("callout", tone=tone, title=f(name, "callout.title"), text=[f(name, "callout.text"), {"number": 111}])
    d.block("quote", text=[f(name, "quote"), {"number": 112}], attribution=f(name, "quote.attribution"))


def _table(d, f, name, index):
    d.block("tableStart", id=f"t{index}", caption=f(name, "caption"), groups=[
        {"title": f(name, "group.title"), "columns": 2}, {"columns": 1}], columns=[
        {"title": f(name, "column.title"), "width": 3}, {"title": f(name, "column.title"), "kind": "number"},
        {"title": f(name, "column.title"), "kind": "money", "align": "center"}])
    d.block("row", role="group", cells=[f(name, "cell of a group"), "", ""])
    d.block("row", indent=4, cells=[f(name, "cell"), {"number": 113}, {"money": "114.00", "currency": "USD"}])
    d.block("row", cells=[cell(f(name, "cell over rows"), rows=2), f(name, "cell of numbers"), {"label": f(name, "cell of a label"), "code": "gao"}])
    d.block("row", cells=[cell([f(name, "cell over columns"), {"number": 115}, {"footnote": f(name, "footnote in a cell")}], columns=2)])
    d.block("row", role="total", cells=[f(name, "cell of a total"), {"number": 116, "trace": f(name, "trace", TRACE_LENGTH)}, {"missing": True}])
    d.block("tableEnd", note=[f(name, "table note"), {"number": 117}])


def _rows(d, f):
    """Each text in cells between numbers: a reader finds every number in the column that it was given."""
    d.block("tableStart", id="beside", caption="Beside", columns=[
        {"title": "Line"}, {"title": "Text"}, {"title": "Number", "kind": "number"}, {"title": "Text again"},
        {"title": "Amount", "kind": "money"}])
    for index, name in enumerate(TEXTS):
        d.block("row", cells=[line(index), f(name, "cell before a number"), {"number": FIRST_NUMBER + index},
                              f(name, "cell behind a number"), {"money": f"{FIRST_AMOUNT + index}.00", "currency": "USD"}])
    d.block("tableEnd")


FIGURES = {"bar": 2, "stackedBar": 2, "line": 2, "progress": 2, "donut": 1, "heatMap": 3, "map": 1}
REGIONS = ("kayes", "koulikoro", "sikasso", "segou", "mopti", "tombouctou", "gao", "kidal", "bamako", "menaka")


def _figures(d, f):
    names = list(TEXTS)
    for number, (kind, width) in enumerate(FIGURES.items()):
        d.block("tableStart", id="figure-" + kind, caption=f(names[number], "figure.caption"), columns=[
            {"title": f(names[number + 1], "figure.column")}] + [
            {"title": f(names[number + 2 + column], "figure.column"), "kind": "number"} for column in range(width)],
                figure=figure(kind, f.all("figure.alternative")))
        for index, name in enumerate(names):
            label = {"label": f(name, "figure.row"), "code": REGIONS[index]} if index < len(REGIONS) else f(name, "figure.row")
            d.block("row", cells=[label] + [{"number": index * 3 + column + 1} for column in range(width)])
        d.block("tableEnd", note=f(names[number], "figure.note"))
