#!/usr/bin/env python3
"""Reads a workbook with openpyxl: sheets and their names, types of cells, titles that stand still, filters, what is printed.
Tests/Readers/xlsx.py FILE..."""
import datetime, re, sys
import openpyxl
from openpyxl.utils import range_boundaries

FORMATS = re.compile(r'#,##0(\.0+)?(\\ "[A-Z]{3}")?|"[A-Z]{3}"\\ #,##0(\.0+)?|0(\.0+)?%|\[\$-40C\]dd/mm/yyyy|\[\$-809\]d\\ mmmm\\ yyyy')
MARKS = re.compile(r'("( \[\d+\])+")?$')
READ_ME = ("Lisez-moi", "Read me")


def main(paths):
    faults = [f"{path}: {fault}" for path in paths for fault in look(openpyxl.load_workbook(path))]
    for fault in faults:
        print(fault)
    return 1 if faults or not paths else 0


def look(book):
    names = book.sheetnames
    if names[0] not in READ_ME or len({name.lower() for name in names}) != len(names):
        yield f"the sheets are called {names}"
    if any(len(name.encode("utf-16-le")) > 62 or re.search(r"[\[\]:*?/\\]", name) for name in names):
        yield f"a sheet has a name that Excel does not take: {names}"
    if not book.properties.title:
        yield "the workbook has no title"
    figures = tables = 0
    for sheet in book.worksheets:
        yield from (f"{sheet.title}: {fault}" for fault in look_at(sheet))
        figures += sum(is_figure(cell) for row in sheet.iter_rows() for cell in row)
        tables += sheet.auto_filter.ref is not None
    if not figures or not tables:
        yield f"{figures} figures and {tables} tables that can be filtered"


def is_figure(cell):
    return isinstance(cell.value, (int, float, datetime.datetime))


def look_at(sheet):
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                yield f"{cell.coordinate} is a formula"
            if is_figure(cell) and not FORMATS.fullmatch(MARKS.sub("", cell.number_format)):
                yield f"{cell.coordinate} has the format {cell.number_format}"
            if isinstance(cell.value, str) and re.match(r"[=+\-@]", cell.value) and not cell.quotePrefix:
                yield f"{cell.coordinate} would become a formula when it is edited"
    if sheet.print_area == "":
        yield "no print area"
    if sheet.auto_filter.ref and sheet.freeze_panes:
        first = range_boundaries(sheet.auto_filter.ref)[1]
        if int(re.sub(r"\D", "", sheet.freeze_panes)) != first + 1:
            yield f"the filter begins in row {first}, what stands still ends before {sheet.freeze_panes}"
        if not sheet.print_title_rows:
            yield "titles are not printed again"
    # Columns beside the tables only carry on what is merged over all of them.
    filled = {cell.column_letter for row in sheet.iter_rows() for cell in row if cell.value is not None}
    for column, dimension in sheet.column_dimensions.items():
        if not (5 if column in filled else 1) <= dimension.width <= 90:
            yield f"column {column} is {dimension.width} wide"


sys.exit(main(sys.argv[1:]))
