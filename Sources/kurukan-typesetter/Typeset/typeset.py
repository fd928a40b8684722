"""Sets a report's JSON as a PDF (PDF/A-2a and PDF/UA-1) with the template in this folder.

By itself, for development and tests: python3 typeset.py FONTS_FOLDER < report.json > report.pdf
"""
import os
import sys

sys.dont_write_bytecode = True

import typst  # noqa: E402

from characters import printable  # noqa: E402
from rowheaders import named_rows  # noqa: E402

TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "report.typ")


def typeset(data: bytes, fonts: list[str]) -> bytes:
    """The PDF of a report that was spelled for the typesetter; `fonts` are the folders with the files of fonts.txt.

    The same data gives the same bytes: nothing of the machine, no time and no font of the system's enters.
    """
    report = printable(data.decode("utf-8"), fonts)
    document = typst.compile(
        TEMPLATE, root=os.path.dirname(TEMPLATE), font_paths=fonts, ignore_system_fonts=True, format="pdf",
        sys_inputs={"report": report}, pdf_standards=["a-2a", "ua-1"], timestamp=0)
    return named_rows(document, report)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"Usage: {sys.argv[0]} FONTS_FOLDER < report.json > report.pdf")
    sys.stdout.buffer.write(typeset(sys.stdin.buffer.read(), [sys.argv[1]]))
