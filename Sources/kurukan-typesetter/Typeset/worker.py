"""Turns the print data of one report into PDF and ends. kurukan-typesetter starts it, confined already.

    python3 -I -S -B worker.py MODULES FONTS

MODULES is the folder that Typst's Python module lies in, FONTS the folder of the fonts that fonts.txt names.
kurukan_worker_protocol.h says what passes over the descriptors.
"""

import json
import os
import re
import sys

CONTROL = 3
OUTPUT = 4
METHOD = "kurukan.worker.v1.Typesetter/Typeset"
# Longer messages help nobody.
MESSAGE_CHARACTERS = 1000


class Failure(Exception):
    """What the server is told, with one of its reasons."""

    def __init__(self, status, reason, message):
        super().__init__(message)
        self.status, self.reason = status, reason


def unexpected(message):
    return Failure("INTERNAL", "UNEXPECTED", message)


OUT_OF_MEMORY = Failure(
    "RESOURCE_EXHAUSTED", "RENDERING_LIMIT", "Typesetting needs more memory than a report may use.")


def without_paths(text):
    """The text with the last name of every path: where this server keeps its files is nobody's business."""
    return re.sub(r"(?<![\w/:])/(?:[^\s/:\"'`]+/)+", "", text)


def print_data(control):
    """The call's items, put together; None if the server has gone."""
    pieces = []
    for line in control:
        frame = json.loads(line)
        if frame.get("end") is True:
            return "".join(pieces).encode()
        if frame.get("cancel") is True:
            return None
        pieces.append(frame["item"]["data"])
    return None


def typeset(data, modules, fonts):
    folder = os.path.dirname(os.path.abspath(__file__))
    # Behind Python's own, so that nothing there can stand in for a module of the library.
    sys.path += [folder, modules]
    try:
        import typst
        import typeset as typesetting
    except ImportError as error:
        raise unexpected(f"Typst cannot be loaded: {error}") from error
    try:
        return typesetting.typeset(data, [fonts])
    except typst.TypstError as error:
        # What else the error has quotes the template and the data.
        raise unexpected(f"Typst refused the document: {getattr(error, 'message', error)}") from error


def write(descriptor, data):
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view):]


def answer(member, value):
    frame = {"id": 1, member: value}
    # Escapes keep the line whole whatever stands in a message.
    write(CONTROL, json.dumps(frame, separators=(",", ":")).encode() + b"\n")


def main():
    modules, fonts = sys.argv[1:]
    control = open(CONTROL, "rb", closefd=False)
    first = control.readline()
    if not first:
        return
    call = json.loads(first)
    if call.get("id") != 1 or call.get("method") != METHOD:
        raise unexpected("The server's call makes no sense to the typesetter.")
    data = print_data(control)
    if data is None:
        return
    pdf = typeset(data, modules, fonts)
    write(OUTPUT, pdf)
    answer("result", {"bytes": len(pdf)})


def run():
    try:
        main()
    except MemoryError:
        failure = OUT_OF_MEMORY
    except Failure as error:
        failure = error
    except (BrokenPipeError, ConnectionResetError):
        # Nobody listens any more.
        return
    # Whatever it is: a panic of Typst is no Exception. One of them is how its compression says that memory was refused.
    except BaseException as error:
        text = f"Typesetting failed: {type(error).__name__}: {error}"
        failure = OUT_OF_MEMORY if "MemError" in text else unexpected(text)
    else:
        return
    message = without_paths(str(failure))[:MESSAGE_CHARACTERS]
    answer("error", {"status": failure.status, "reason": failure.reason, "message": message})


run()
# What Python would still tidy up goes with the process.
os._exit(0)
