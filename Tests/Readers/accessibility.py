#!/usr/bin/env python3
"""Reads pages with axe-core in Chromium: no violation, light and dark, on a wide window and on a phone; nothing wider than
the phone: Tests/Readers/accessibility.py FILE..."""
import importlib.util, pathlib, sys
sys.dont_write_bytecode = True
from browser import Browser

AXE = pathlib.Path(importlib.util.find_spec("axe_playwright_python").origin).with_name("axe.min.js")
VIEWS = [(1280, 900, "light", False), (1280, 900, "dark", False), (390, 844, "light", True), (390, 844, "dark", True)]
RUN = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(violation =>
  [violation.id, violation.help, violation.nodes.map(node => node.html.slice(0, 200) + ' ' + node.failureSummary)]))"""


def look(page, name):
    for width, height, scheme, phone in VIEWS:
        page.look(width, height, scheme, phone)
        view = f"{name}, {width} wide, {scheme}"
        for rule, help, nodes in page.run(RUN):
            yield f"{view}: {rule}: {help} ({len(nodes)} places, such as {nodes[0]})"
        wide = page.run("document.scrollingElement.scrollWidth")
        if wide > width:
            yield f"{view}: the page is {wide} wide, so it scrolls sideways"


def main(paths):
    faults = []
    with Browser() as browser:
        for path in paths:
            page = browser.page(path)
            page.run(AXE.read_text(encoding="utf-8") + "; 0")
            faults += look(page, pathlib.Path(path).name)
            page.close()
    for fault in faults[:12]:
        print(fault)
    if len(faults) > 12:
        print(f"and {len(faults) - 12} more")
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
