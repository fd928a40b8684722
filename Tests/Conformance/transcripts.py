"""Conversations as data. README.md beside this file says how they are written."""
import json, re


class Conversation:
    """A title and its steps: ("send", bytes), ("expect", [pattern...]), ("half-close",), ("end",)."""

    def __init__(self, title):
        self.title, self.steps, self.in_turns = title, [], False

    def expect(self, pattern):
        if is_acknowledgement(pattern):
            return
        if self.steps and self.steps[-1][0] == "expect":
            self.steps[-1][1].append(pattern)
        else:
            self.steps.append(("expect", [pattern]))


def is_acknowledgement(line):
    """Whether a line says how far a stream is settled: how many do is the server's choice."""
    return "acknowledged" in (line.get("item") or {})


def read(path, tokens):
    """The conversations of a file. `tokens` are what {{token NAME}} stands for."""
    conversations = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        mark, _, text = line.partition(" ")
        if not line or mark == "#":
            continue
        if mark == "===":
            conversations.append(Conversation(f"{path.stem}: {text}"))
        elif mark == ">":
            conversations[-1].steps.append(("send", filled(text, tokens) + b"\n"))
        elif mark == ">>":
            conversations[-1].steps.append(("send", filled(text, tokens)))
        elif mark == "<":
            conversations[-1].expect(json.loads(text))
        elif line == "! half-close":
            conversations[-1].steps.append(("half-close",))
        elif line == "! end":
            conversations[-1].steps.append(("end",))
        elif line == "! in turns":
            conversations[-1].in_turns = True
        else:
            raise ValueError(f"{path}:{number}: {line}")
    return conversations


def filled(text, tokens):
    """The bytes that a line of a transcript stands for."""
    def macro(match):
        name, *words = match[1].split(" ")
        if name == "hex":
            return bytes.fromhex("".join(words))
        if name == "repeat":
            return words[1].encode() * int(words[0])
        if name == "token":
            return tokens[words[0]].encode()
        raise ValueError(match[0])

    parts, end = [], 0
    for match in re.finditer(r"\{\{([a-z]+ [^{}]*|repeat \d+ [{}]+)\}\}", text):
        parts += [text[end:match.start()].encode(), macro(match)]
        end = match.end()
    return b"".join(parts) + text[end:].encode()


def matches(pattern, value):
    """Whether a value is what a pattern says."""
    if pattern == "…":
        return True
    if isinstance(pattern, dict) and isinstance(value, dict):
        wanted = {name: inner for name, inner in pattern.items() if name != "…"}
        if "…" not in pattern and wanted.keys() != value.keys():
            return False
        return all(name in value and matches(inner, value[name]) for name, inner in wanted.items())
    if isinstance(pattern, list) and isinstance(value, list):
        rest = pattern[:-1] if pattern and pattern[-1] == "…" else pattern
        if len(value) < len(rest) or rest is pattern and len(value) > len(rest):
            return False
        return all(map(matches, rest, value))
    if isinstance(pattern, str) and isinstance(value, str) and "…" in pattern:
        return re.fullmatch(".*".join(map(re.escape, pattern.split("…"))), value, re.S) is not None
    return type(pattern) is type(value) and pattern == value


def unmatched(patterns, answers):
    """Finds each answer its pattern, whatever their order. Returns the patterns and the answers that are left over."""
    patterns, left = list(patterns), []
    for answer in answers:
        for index, pattern in enumerate(patterns):
            if matches(pattern, answer):
                del patterns[index]
                break
        else:
            left.append(answer)
    return patterns, left
