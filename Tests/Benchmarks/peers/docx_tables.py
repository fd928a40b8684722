"""Fills the template of the report with fifty tables with docxtpl: docx_tables.py TEMPLATE FILE"""
import sys
from docxtpl import DocxTemplate
from large import MONTHS, PROSE, ROWS_OF_A_TABLE, TABLES, TOWNS, count

sections = [{
    "title": f"Section {table + 1}", "first": PROSE * 3, "second": PROSE, "strong": "À retenir : ", "third": PROSE,
    "caption": f"Tableau {table + 1}. Participants, section {table + 1}",
    "rows": [[TOWNS[row]] + [f"{count(table, row, column):,}".replace(",", "\u202f") for column in range(7)] for row in range(ROWS_OF_A_TABLE)],
} for table in range(TABLES)]
template = DocxTemplate(sys.argv[1])
template.render({"title": "Cinquante tableaux", "months": ["Ville", *MONTHS[:7]], "sections": sections}, autoescape=True)
template.save(sys.argv[2])
