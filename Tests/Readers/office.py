#!/usr/bin/env python3
"""Opens DOCX and XLSX with LibreOffice: each becomes pages on which its text stands. Tests/Readers/office.py FILE..."""
import pathlib, re, subprocess, sys, tempfile

# What stands in each document of the gallery and of the demonstration, in French or English.
EXPECTED = {"gallery": ("1315", "187000"), "hostile": ("700001", "900001")}


def digits(text):
    """A text without the spaces, points and commas between digits: numbers as they are written in any language."""
    return re.sub(r"(?<=\d)[\s.,](?=\d{3})", "", text)


def main(paths):
    faults = []
    with tempfile.TemporaryDirectory() as output:
        # The reports of two formats may have one name.
        for parent, suffix in sorted({(path.parent, path.suffix) for path in paths}):
            of_kind = [path for path in paths if (path.parent, path.suffix) == (parent, suffix)]
            folder = pathlib.Path(output) / parent.name / suffix[1:]
            subprocess.run(["soffice", f"-env:UserInstallation=file://{output}/profile", "--headless", "--norestore", "--convert-to", "pdf",
                            "--outdir", folder, *of_kind], capture_output=True, timeout=800)
            for path in of_kind:
                faults += look(path, folder / (path.stem + ".pdf"))
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def look(path, printed):
    if not printed.exists():
        return [f"{path.parent.name}/{path.name}: LibreOffice did not open it"]
    information = subprocess.run(["pdfinfo", printed], capture_output=True, text=True, check=True).stdout
    pages = int(re.search(r"Pages:\s+(\d+)", information)[1])
    text = digits(subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, check=True).stdout.decode())
    wanted = EXPECTED.get(path.name.partition(".")[0], ())
    faults = [f"{path.parent.name}/{path.name}: LibreOffice shows no {word}" for word in wanted if word not in text]
    if pages < 2 or len(text.strip()) < 1000:
        faults.append(f"{path.parent.name}/{path.name}: LibreOffice shows {pages} pages and {len(text.strip())} characters")
    return faults


sys.exit(main([pathlib.Path(argument) for argument in sys.argv[1:]]))
