"""Makes the template of the report with fifty tables, as a person would make it in Word: docx_template.py FILE"""
import sys
from docx import Document

template = Document()
template.add_heading("{{ title }}", 0)
template.add_paragraph("{%p for section in sections %}")
template.add_heading("{{ section.title }}", 1)
template.add_paragraph("{{ section.first }}")
paragraph = template.add_paragraph("{{ section.second }}")
paragraph.add_run("{{ section.strong }}").bold = True
paragraph.add_run("{{ section.third }}")
template.add_paragraph("{{ section.caption }}", "Caption")
table = template.add_table(rows=4, cols=8, style="Light Grid Accent 1")
for column in range(8):
    table.cell(0, column).text = "{{ months[%d] }}" % column
table.cell(1, 0).text = "{%tr for row in section.rows %}"
for column in range(8):
    table.cell(2, column).text = "{{ row[%d] }}" % column
table.cell(3, 0).text = "{%tr endfor %}"
template.add_paragraph("{%p endfor %}")
template.save(sys.argv[1])
