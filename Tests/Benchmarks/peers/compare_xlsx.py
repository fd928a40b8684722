"""Refuses to compare workbooks that do not hold the same figures: compare_xlsx.py OURS PEER'S ROWS"""
import sys, zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def numbers(path):
    """How many cells with a number the workbook has, and their sum."""
    count, total = 0, 0.0
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                with archive.open(name) as part:
                    for _, element in ElementTree.iterparse(part):
                        if element.tag == MAIN + "c" and element.get("t", "n") == "n" and element.find(MAIN + "v") is not None:
                            count, total = count + 1, total + float(element.find(MAIN + "v").text)
                        if element.tag == MAIN + "row":
                            element.clear()
    return count, total


(ours, our_sum), (theirs, their_sum) = numbers(sys.argv[1]), numbers(sys.argv[2])
# Our workbook has a read-me sheet besides, with figures of its own.
if not theirs <= ours <= theirs + 100 or abs(our_sum - their_sum) > 1e-6 * their_sum + 200_000:
    sys.exit(f"The workbooks differ: {ours} figures that sum up to {our_sum}, and {theirs} that sum up to {their_sum}.")
