"""The examples of PROTOCOL.md as conversations: in a block of code that says `linerpc`, lines with `C→S` are sent and lines
with `S→C` expected, in the pattern language of the transcripts."""
import json, re, subprocess
from transcripts import Conversation, filled


def conversations_of_document(path, tokens):
    conversations, current = [], None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line == "```linerpc":
            current = Conversation(f"{path.name}, line {number}")
            conversations.append(current)
        elif line == "```":
            current = None
        elif current is not None:
            side, _, text = line.partition(" ")
            if side == "C→S":
                current.steps.append(("send", filled(text, tokens) + b"\n"))
            elif side == "S→C":
                current.expect(json.loads(text))
            else:
                raise ValueError(f"{path}:{number}: {line}")
    if not conversations:
        raise ValueError(f"{path} has no examples")
    return conversations


def programs_that_fail(path, server, token):
    """Runs the document's programs against `server`, whose standard port they name. Says what is wrong with each."""
    programs = re.findall(r"^```(sh|python)\n(.*?)^```$", path.read_text(), re.M | re.S)
    if not programs:
        raise ValueError(f"{path} has no programs")
    (server.folder / "token").write_text(token + "\n")
    for language, code in programs:
        # Those that speak TLS are for a server that does, the others for one that does not.
        if ("authority.pem" in code) != bool(server.authority):
            continue
        code = re.sub(r"\b4460\b", str(server.port), code)
        run = subprocess.run(["python3" if language == "python" else language, "-c", code], cwd=server.folder, text=True,
                             capture_output=True, stdin=subprocess.DEVNULL, timeout=30)
        if run.returncode or not ("SERVING" in run.stdout or "formats" in run.stdout):
            yield f"{path.name}: {code}\n{run.stdout}\n{run.stderr}"
