"""Validates records against JSON Schemas with a validator that knows nothing of Kurukan.

Reads lines of JSON: {"schema": {...}, "name": "..."} makes a schema known, {"name": "...", "record": "..."} asks about
the text of a record. Answers each question with a line: null, or why the record is refused.
"""

import json
import sys

from jsonschema import Draft202012Validator, FormatChecker

validators = {}
for line in sys.stdin:
    entry = json.loads(line)
    if "schema" in entry:
        Draft202012Validator.check_schema(entry["schema"])
        validators[entry["name"]] = Draft202012Validator(entry["schema"], format_checker=FormatChecker())
        continue
    error = next(validators[entry["name"]].iter_errors(json.loads(entry["record"])), None)
    path = "" if error is None else "/".join(str(step) for step in error.absolute_path)
    print(json.dumps(None if error is None else f"{path}: {error.message[:200]}"))
