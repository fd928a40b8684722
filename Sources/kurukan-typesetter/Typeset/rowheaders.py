"""Says in the finished PDF which cells name their row, which Typst has no means for yet (0.15: only columns have headers).

Structure elements stand uncompressed in the file. A data cell becomes a header cell with a scope by the same number of bytes,
so that nothing moves.
"""
import re

# Each table of the report, in its order: whether its first column names the rows. A quotation mark inside a text has a
# backslash before it, so none of these is ever part of one.
TABLES = re.compile(r'(?<!\\)"(?:rowHeaders":(true|false)|block":"(form)")')
# A data cell, and the identifier of the header of its first column: table U7, column x0.
CELL = re.compile(rb"(/Type/StructElem/S/T)D(/P \d+ 0 R/A\[<</O/Table[^>]*?)/Headers\[\(U(\d+)x0y\d+\)[^\]]*\]")
# The ground of a form's labels as the file writes it: form-tint in style.typ.
FORM_LABEL = re.compile(
    rb"(/Type/StructElem/S/T)D(/P \d+ 0 R/A\[<</O/Table)/Headers\[\](>><</O/Layout/BackgroundColor\[0\.9490196 0\.9607843 0\.96862745\])")
SCOPE = b"/Scope/Row"


def named_rows(document: bytes, report: str) -> bytes:
    """The PDF of `report` with its row headers."""
    tables = [has_row_headers == "true" for has_row_headers, _ in TABLES.findall(report)]

    def named(cell):
        number = int(cell[3])
        if number > len(tables) or not tables[number - 1]:
            return cell[0]
        return (cell[1] + b"H" + cell[2] + SCOPE).ljust(len(cell[0]))

    document = CELL.sub(named, document)
    return FORM_LABEL.sub(rb"\1H\2" + SCOPE + rb"\3", document)
