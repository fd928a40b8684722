#!/usr/bin/env python3
"""Prints the demonstration's pages with Chromium and reads them back with pdftotext: what a donor would print.
   Tests/Readers/printing.py FOLDER-OF-REPORTS"""
import pathlib, subprocess, sys, tempfile
sys.dont_write_bytecode = True
from browser import Browser

EXPECTED = {
    "undef/narrative.fr": ("Sommaire", "Éléments non reproduits", "Situation financière", "Principaux constats", "Tombouctou"),
    "undef/narrative.en": ("Contents", "Financial status", "Key findings"),
    "roundtable/synthesis.fr": ("Sommaire", "Tombouctou", "Koulikoro"),
    "roundtable/synthesis.en": ("Contents", "Gao"),
}


def main(folder):
    faults = []
    with Browser() as browser, tempfile.TemporaryDirectory() as output:
        for name, texts in EXPECTED.items():
            page = browser.page(pathlib.Path(folder) / f"{name}.html")
            page.print(f"{output}/printed.pdf")
            printed = subprocess.run(["pdftotext", "-layout", f"{output}/printed.pdf", "-"], capture_output=True, check=True).stdout.decode()
            faults += [f"{name} does not print “{text}”" for text in texts if text not in printed]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main(sys.argv[1]))
