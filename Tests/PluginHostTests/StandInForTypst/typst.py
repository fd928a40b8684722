"""Stands in for Typst: fails as the report's title says, and otherwise makes a "PDF" that says what it was given."""
import json


class TypstError(Exception):
    """Has, as Typst's own, a message and what quotes the document."""

    def __init__(self, message):
        super().__init__(message + " in: secret words of the report")
        self.message = message


class PanicException(BaseException):
    """What a panic of Rust is in Python."""


def fail(error):
    raise error


def fill():
    raise MemoryError


FAILURES = {
    "refuse": lambda: fail(TypstError("unknown variable at /srv/kurukan/typeset/report.typ:3")),
    "refuse at length": lambda: fail(TypstError("line\n" * 2_000)),
    "panic": lambda: fail(PanicException("index out of bounds")),
    "panic for memory": lambda: fail(PanicException("assertion failed\n  left: MemError\n right: Ok")),
    "fill": fill,
    "exit": lambda: fail(SystemExit(3)),
    "interrupt": lambda: fail(KeyboardInterrupt()),
    "miss a file": lambda: fail(FileNotFoundError(2, "No such file or directory", "/srv/kurukan/fonts/One.ttf")),
}


def compile(template, **options):
    title = json.loads(options["sys_inputs"]["report"])["title"]
    if title in FAILURES:
        FAILURES[title]()
    return json.dumps({"template": template, **options}).encode()
