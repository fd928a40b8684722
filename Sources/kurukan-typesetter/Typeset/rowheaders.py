"""Says in the finished PDF which cells name their row, or a group of rows, which Typst has no means for yet (0.15: only columns
have headers).

Structure elements stand uncompressed in the file. A data cell becomes a header cell with a scope by the same number of bytes,
so that nothing moves.
"""
import re

# Each table of the report, in its order: whether its first column names the rows. A quotation mark inside a text has a
# backslash before it, so none of these is ever part of one.
TABLES = re.compile(r'(?<!\\)"(?:rowHeaders":(true|false)|block":"(form)")')
# A data cell, its row, and the first of its headers by table, column and row: U7x0y1.
CELL = re.compile(
    rb"(/Type/StructElem/S/T)D(/P (\d+) 0 R/A\[<</O/Table[^>]*?)/Headers\[\(U(\d+)x(\d+)y(\d+)\)[^\]]*\](?:/ColSpan (\d+))?")
# A header cell and where it stands.
HEADER = re.compile(rb"/ID\(U(\d+)x(\d+)y(\d+)\)")
# The name of a group of rows, which Typst takes for the title of all columns (tables.typ: a head of a lower level).
GROUP = re.compile(rb"(/ID\(U(\d+)x0y(\d+)\)/A\[<</O/Table)/Scope/Column/Headers\[[^\]]*\]")
# The ground of a form's labels as the file writes it: form-tint in style.typ.
FORM_LABEL = re.compile(
    rb"(/Type/StructElem/S/T)D(/P \d+ 0 R/A\[<</O/Table)/Headers\[\](>><</O/Layout/BackgroundColor\[0\.9490196 0\.9607843 0\.96862745\])")
SCOPE = b"/Scope/Row"


def named_rows(document: bytes, report: str) -> bytes:
    """The PDF of `report` with its row headers."""
    tables = [has_row_headers == "true" for has_row_headers, _ in TABLES.findall(report)]

    # The row of each table's titles of columns; below it, only names of groups are headers, and these stand in the first column.
    titles = {}
    for table, column, row in HEADER.findall(document):
        if column != b"0":
            titles[table] = max(titles.get(table, 0), int(row))
    # How many columns of a row have been seen.
    seen = {}

    def named(cell):
        start, attributes, row, table, column, header, span = cell.groups()
        is_grouped = int(header) > titles.get(table, int(header))
        if is_grouped:
            column = seen.get(row, 0)
            seen[row] = column + int(span or 1)
        behind = b"/ColSpan " + span if span else b""
        number = int(table)
        if int(column) == 0 and number <= len(tables) and tables[number - 1]:
            return (start + b"H" + attributes + SCOPE + behind).ljust(len(cell[0]))
        if not is_grouped:
            return cell[0]
        title = b"/Headers[(U%bx%dy%d)]" % (table, column, titles[table]) + behind
        # Without room for a title's name, readers look for it themselves.
        title = title if len(title) <= len(cell[0]) - len(start) - 1 - len(attributes) else b"/Headers[]" + behind
        return (start + b"D" + attributes + title).ljust(len(cell[0]))

    def named_group(group):
        start, table, row = group.groups()
        return (start + SCOPE).ljust(len(group[0])) if int(row) > titles.get(table, int(row)) else group[0]

    document = GROUP.sub(named_group, document)
    document = CELL.sub(named, document)
    return FORM_LABEL.sub(rb"\1H\2" + SCOPE + rb"\3", document)
