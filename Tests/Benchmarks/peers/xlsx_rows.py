"""Writes the large table with XlsxWriter in constant memory: xlsx_rows.py ROWS FILE. Values and formats are those of our workbook."""
import datetime, sys
import xlsxwriter
from large import COLUMNS, values

book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True})
sheet = book.add_worksheet()
formats = {"number": book.add_format({"num_format": "#,##0"}), "percent": book.add_format({"num_format": "0.0 %"}),
           "money": book.add_format({"num_format": '#,##0.00 "USD"'}), "date": book.add_format({"num_format": "dd/mm/yyyy"}), "text": None}
titles = book.add_format({"bold": True, "bottom": 1})
sheet.freeze_panes(1, 0)
for column, (title, _) in enumerate(COLUMNS):
    sheet.write_string(0, column, title, titles)
for index in range(1, int(sys.argv[1]) + 1):
    for column, ((_, kind), value) in enumerate(zip(COLUMNS, values(index))):
        if kind == "text":
            sheet.write_string(index, column, value)
        elif kind == "date":
            sheet.write_datetime(index, column, datetime.datetime.fromisoformat(value), formats["date"])
        else:
            number = float(value) / (100 if kind == "percent" else 1)
            sheet.write_number(index, column, number, formats[kind])
sheet.autofilter(0, 0, int(sys.argv[1]), len(COLUMNS) - 1)
book.close()
