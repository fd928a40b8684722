#!/usr/bin/env python3
"""Reads a report's CSV with Python's csv module: csv_report.py FILE [--bom]

Holds what Sources/ReportWriters/CSV/CSVSpelling.swift promises: RFC 4180, tables of one width, figures that are numbers, no
field that a spreadsheet would compute, wherever it splits the file.
"""
import csv
import io
import re
import sys

FIGURE = re.compile(r"-?\d+(\.\d+)?%?")
TABLE = re.compile(r"(Table|Tableau) \d+")
PASSED_OVER = "\"\u200b\u200c\u200d\u2060\ufeff"


def fail(message):
    sys.exit(f"{sys.argv[1]}: {message}")


def lines(text, **dialect):
    return list(csv.reader(io.StringIO(text, newline=""), **dialect))


def is_formula(field):
    bare = field.lstrip().lstrip(PASSED_OVER).lstrip()
    return bare[:1] in tuple("=+-@＝＋－＠") and bare != "" and not FIGURE.fullmatch(bare.strip().rstrip('"'))


def check(data, with_mark):
    mark = b"\xef\xbb\xbf"
    if data.startswith(mark) != with_mark or data.count(mark) != int(with_mark):
        fail("the byte order mark is not as asked")
    text = data.decode("utf-8-sig")
    if not text.endswith("\r\n"):
        fail("the last line has no end")
    if re.search(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", text):
        fail("a control character came through")
    rows = lines(text, strict=True)
    # Excel splits at the system's list separator, which is a semicolon in French, and some programs at tabs.
    for delimiter in ",;\t":
        for row in lines(text, delimiter=delimiter):
            for field in row:
                if is_formula(field):
                    fail(f"a program that splits at {delimiter!r} computes {field!r}")
    tables = figures = 0
    index = 0
    while index < len(rows):
        row = rows[index]
        index += 1
        if len(row) != 2 or not TABLE.fullmatch(row[0]) or (index > 1 and rows[index - 2]):
            continue
        tables += 1
        titles = rows[index]
        index += 1
        while index < len(rows) and rows[index]:
            if len(rows[index]) != len(titles):
                fail(f"{row[0]} has {len(titles)} titles and a line of {len(rows[index])} fields: {rows[index]}")
            figures += sum(bool(FIGURE.fullmatch(field)) for field in rows[index])
            for title, field in zip(titles, rows[index]):
                if title.endswith("(devise)") or title.endswith("(currency)"):
                    if field and not re.fullmatch("[A-Z]{3}", field):
                        fail(f"{field!r} is no currency")
            index += 1
    return tables, figures


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--bom"]):
        sys.exit(f"Usage: {sys.argv[0]} FILE [--bom]")
    with open(sys.argv[1], "rb") as file:
        tables, figures = check(file.read(), bool(sys.argv[2:]))
    if not tables or not figures:
        fail("no table with figures")
    print(f"{tables} tables, {figures} figures")
