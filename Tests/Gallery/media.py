"""Runs kurukan-writing, and the typesetter behind it for PDF, as whole processes."""
import functools, os, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TYPESETTER = ROOT / "Sources/kurukan-typesetter/Typeset/typeset.py"
STAGE = pathlib.Path(os.environ.get("STAGE", ROOT / ".build/stage"))
EXTENSIONS = {"markdown": "md", "csv-bom": "bom.csv"}


@functools.cache
def program():
    named = os.environ.get("KURUKAN_WRITING")
    for path in [named] if named else [ROOT / ".build/release/kurukan-writing", ROOT / ".build/debug/kurukan-writing"]:
        if pathlib.Path(path).exists():
            return str(path)
    sys.exit("There is no kurukan-writing; run: make build")


@functools.cache
def environment():
    """The release finds Swift's libraries beside it only when staged."""
    libraries = [str(STAGE / "lib")] if (STAGE / "lib").exists() and "release" in program() else []
    paths = [str(ROOT / ".build/typst"), str(ROOT / ".build/readers"), os.environ.get("PYTHONPATH", "")]
    return dict(os.environ, LD_LIBRARY_PATH=":".join(libraries + [os.environ.get("LD_LIBRARY_PATH", "")]).strip(":"),
                PYTHONPATH=":".join(path for path in paths if path))


@functools.cache
def media():
    """The media that kurukan-writing says it has."""
    usage = subprocess.run([program()], env=environment(), capture_output=True, text=True).stderr
    match = re.search(r"with one of (.+)", usage)
    if not match:
        sys.exit(f"kurukan-writing says of no medium that it writes it: {usage}")
    return [name.strip() for name in match[1].split(",")]


def command(medium):
    return [program(), medium]


@functools.cache
def fonts():
    """The fonts of a report and no others: what they lack is replaced, which the system's would hide or bring about."""
    folder = pathlib.Path(os.environ.get("FONTS", STAGE / "lib/kurukan/fonts"))
    if not list(folder.glob("*.ttf")):
        sys.exit(f"There are no fonts in {folder}; run: make build")
    return str(folder)


def typesetting():
    """What turns print data into a PDF."""
    return [os.environ.get("TYPESET_PYTHON", "/usr/bin/python3"), str(TYPESETTER), fonts()]


def write(medium, document):
    """The bytes of a document in a medium; raises CalledProcessError where a process fails."""
    output = subprocess.run(command(medium), input=document, env=environment(), capture_output=True, check=True).stdout
    if medium == "pdf":
        output = subprocess.run(typesetting(), input=output, env=environment(), capture_output=True, check=True).stdout
    return output
