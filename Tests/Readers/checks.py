"""The list of checks. Each is a program of its own: what it says matters where it fails, and it ends with 0 where all is well."""
import dataclasses, pathlib

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ("fr", "en")


@dataclasses.dataclass
class Check:
    name: str
    command: list
    seconds: int = 240


@dataclasses.dataclass
class Material:
    """Which media there are, and where their files stand: the gallery with the hostile document, and the demonstration."""
    media: list
    gallery: pathlib.Path
    demo: pathlib.Path

    def files(self, extension, *names):
        """The gallery's documents of these names and, where `demo` is among them, the demonstration's reports."""
        found = [self.gallery / f"{name}.{language}.{extension}" for name in names if name != "demo" for language in LANGUAGES]
        if "demo" in names:
            found += sorted(path for path in self.demo.glob(f"*/*.{extension}") if extension == "bom.csv" or not path.name.endswith(".bom.csv"))
        return found


def checks(material):
    """All checks of the media that kurukan-writing has."""
    yield Check("gallery: holds all that a document can have", [HERE / "whole_gallery.py"])
    yield Check("protocol: a strict client of JSON-RPC", [HERE / "json_rpc.py", HERE.parents[1] / ".build/stage/bin"])
    for medium, of_medium in BY_MEDIUM.items():
        if medium in material.media:
            yield from of_medium(material)
    yield from _hostile(material)


def _each(name, program, files, *options):
    """One check for each file; what a program is called with."""
    return [Check(f"{name}: {path.parent.name}/{path.name}", [HERE / program, path, *options]) for path in files]


def _hostile(material):
    extensions = {"html": "html", "markdown": "md", "csv": "csv", "json": "json", "docx": "docx", "xlsx": "xlsx", "pdf": "pdf"}
    for medium, extension in extensions.items():
        if medium in material.media:
            for language in LANGUAGES:
                yield Check(f"{medium}: hostile text arrives, numbers stay ({language})",
                            [HERE / "hostile_text.py", medium, language, material.gallery / f"hostile.{language}.{extension}"])


def _html(material):
    everything = material.files("html", "gallery", "hostile", "demo")
    yield Check("html: Nu HTML checker", [HERE / "html_validity.py", *everything])
    yield Check("html: axe, gallery and demonstration", [HERE / "accessibility.py", *material.files("html", "gallery", "demo")], seconds=600)
    # Both languages hold the same texts; one takes a minute.
    yield Check("html: axe, hostile text", [HERE / "accessibility.py", material.files("html", "hostile")[0]])
    yield Check("html: printed by Chromium", [HERE / "printing.py", material.demo])
    yield Check("html: words in their places, on paper and on screens", [HERE / "geometry.py"], seconds=600)


def _docx(material):
    files = material.files("docx", "gallery", "hostile", "demo")
    yield from _each("docx: python-docx", "docx.py", files)
    yield Check("docx: LibreOffice", [HERE / "office.py", *material.files("docx", "gallery", "demo")], seconds=900)
    # Laying out a word of 10,000 letters in every field would take it four minutes a language.
    yield from _each("docx: LibreOffice, hostile text", "office.py", material.files("printed.docx", "hostile"))


def _xlsx(material):
    files = material.files("xlsx", "gallery", "hostile", "demo")
    yield from _each("xlsx: openpyxl", "xlsx.py", files)
    yield Check("xlsx: LibreOffice", [HERE / "office.py", *files])


def _pdf(material):
    yield from _each("pdf: poppler and pikepdf", "pdf.py", material.files("pdf", "gallery", "hostile", "demo"))
    yield Check("pdf: pictures of the gallery", [HERE / "pictures.py", *material.files("pdf", "gallery")])
    yield from _each("pdf: what pictures find", "changed_pictures.py", material.files("pdf", "gallery"))


def _csv(material):
    yield from _each("csv: Python's csv", "csv_report.py", material.files("csv", "gallery", "hostile", "demo"))


def _csv_with_mark(material):
    yield from _each("csv-bom: Python's csv", "csv_report.py", material.files("bom.csv", "gallery", "hostile", "demo"), "--bom")


def _json(material):
    yield from _each("json: Python's json", "json_document.py", material.files("json", "gallery", "hostile", "demo"))


def _xml(material):
    yield Check("xml: a document of the format's own", ["-c", "import sys, xml.dom.minidom as x; [x.parse(f) for f in sys.argv[1:]]",
                                                        *material.files("xml", "gallery")])
    yield Check("xml: IATI's schema, rules and code lists", [HERE / "iati_activity.py", *sorted(material.demo.glob("iati/*.xml"))])


BY_MEDIUM = {"html": _html, "docx": _docx, "xlsx": _xlsx, "pdf": _pdf, "csv": _csv, "csv-bom": _csv_with_mark, "json": _json, "xml": _xml}
