"""Writes what the conversations of Tests/Conformance send into a folder: Tests/Fuzz/corpus.py FOLDER"""
import hashlib, pathlib, sys
sys.dont_write_bytecode = True
CONFORMANCE = pathlib.Path(__file__).resolve().parents[1] / "Conformance"
sys.path.insert(0, str(CONFORMANCE))
from transcripts import read

tokens = {role: "0.0" for role in ("administrator", "submitter", "reviewer", "nobody")}
for path in CONFORMANCE.glob("*.transcript"):
    for conversation in read(path, tokens):
        sent = [data[0] for kind, *data in conversation.steps if kind == "send"]
        for data in [b"".join(sent), *sent]:
            if len(data) <= 4096:
                (pathlib.Path(sys.argv[1]) / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
