#!/usr/bin/env python3
"""A client of Kurukan: Python 3.9 or later, nothing else. README.md in the folder above says how it is used.

    kurukan_client.py submit RECORD.json                  one record
    kurukan_client.py send RECORDS.ndjson                 many, one a line
    kurukan_client.py report REQUEST.json OUTPUT...       a report, in the medium that each OUTPUT ends with
"""
import argparse, base64, collections, hashlib, json, os, random, re, socket, ssl, stat, sys, tempfile, time

# The reasons that PROTOCOL.md marks "retry", as far as a server sends them.
RETRY = {"TOO_MANY_CALLS", "DRAINING", "IDLE", "INPUT_ENDED", "CONNECTION_AGE", "TOO_MANY_CONNECTIONS", "INTAKE_FULL",
         "DATABASE_UNREACHABLE", "DATABASE_NOT_READY", "POOL_EXHAUSTED", "STANDBY_MISSING", "SERIALIZATION_CONFLICT"}
MEDIA = {".html": "html", ".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".md": "markdown", ".csv": "csv",
         ".json": "json", ".xml": "xml"}
LINE_BYTES = 1 << 20        # what a server takes in one line
WINDOW = 256                # records on their way that nothing has been heard of
WINDOW_BYTES = 64 << 10     # bytes of those; no other is sent above, so that a slow link brings answers soon
PIECE_BYTES = 16 << 10      # handed to the link at once
ANSWER_SECONDS = 60         # a link that is silent for longer while an answer is due counts as cut


def say(text):
    print(text, file=sys.stderr, flush=True)


class Failure(Exception):
    """What ends the program, in words."""


class Refused(Exception):
    """An error that the server answered."""

    def __init__(self, error):
        super().__init__(error_text(error))
        self.error = error
        self.reason = error.get("reason", "UNEXPECTED")
        self.seconds = seconds(error.get("retryAfter"))


def error_text(error):
    """An error for people: what happened, what to do, and every fault of the request."""
    lines = [f"{error.get('reason')}: {error.get('message')}"]
    if "hint" in error:
        lines.append(f"  {error['hint']}")
    lines += [f"  {detail_text(detail)}" for detail in error.get("details", [])]
    if "requestId" in error:
        lines.append(f"  The server's log calls this {error['requestId']}.")
    return "\n".join(lines)


def detail_text(detail):
    text = f"{detail.get('path')}: {detail.get('message')}"
    if "found" in detail:
        text += f" Found: {detail['found']}"
    if "suggestion" in detail:
        text += f" Did you mean {detail['suggestion']}?"
    if "allowed" in detail:
        text += f" Allowed: {', '.join(map(str, detail['allowed']))}"
    return text


def seconds(text):
    """A duration of the protocol, such as 1.5s or 250ms; 0 for none."""
    match = re.fullmatch(r"([0-9.]+)(h|ms|m|us|s)", text or "")
    return float(match[1]) * {"h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6}[match[2]] if match else 0.0


class Cut(Exception):
    """A link that could not be made, or that broke."""


class Link:
    """A connection. It asks one thing at a time, so that every line which comes belongs to that. What breaks it is Cut
    or, if the server says why, Refused."""

    def __init__(self, options):
        host, _, port = options.server.rpartition(":")
        host = host.strip("[]")
        try:
            self.socket = socket.create_connection((host, int(port)), timeout=ANSWER_SECONDS)
        except OSError as error:
            raise Cut(f"The server {options.server} could not be reached: {error}") from error
        try:
            if options.trust:
                self.socket = options.trust.wrap_socket(self.socket, server_hostname=host)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            # What the system holds back is waited for as if the server were silent.
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, WINDOW_BYTES)
            self.lines = self.socket.makefile("rb")
            self.unsent = bytearray()
            self.language = options.language
            if options.token:
                self.call("kurukan.v1.Session/Authenticate", {"token": options.token})
                self.answer()
        except ssl.SSLCertVerificationError as error:
            self.socket.close()
            raise Failure(f"The server's certificate is not to be trusted: {error.verify_message}. --authority names "
                          "the file with the authority's certificate.") from error
        except OSError as error:
            self.socket.close()
            raise Cut(f"The server {options.server} could not be reached: {error}") from error
        except BaseException:
            self.socket.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def call(self, method, params):
        """Starts a call; params is an object, or its bytes as they shall be sent."""
        body = params if isinstance(params, bytes) else json.dumps(params).encode()
        self.send(b'{"id":1,"method":"%s","meta":{"language":"%s"},"params":%s}'
                  % (method.encode(), self.language.encode(), body))

    def send(self, line):
        self.unsent += line + b"\n"

    def answer(self):
        """The next line of the call, after all that was to be sent has gone."""
        try:
            # The time limit of sendall is for the whole, and a slow link is not a silent one.
            while self.unsent:
                del self.unsent[:self.socket.send(self.unsent[:PIECE_BYTES])]
            line = self.lines.readline()
        except OSError as error:
            raise Cut(f"The connection broke: {error}") from error
        if not line.endswith(b"\n"):
            raise Cut("The connection ended before the answer came.")
        answer = json.loads(line)
        # An error with "id":null is the last word on this connection, or on a line that it could not read.
        if "error" in answer:
            raise Refused(answer["error"])
        return answer


def persist(options, work, progress=lambda: 0):
    """Does work(link), again over a new connection as long as that may help. All that Kurukan does for its callers may be
    repeated. Whoever gets on is not out of patience: progress() tells how far the work is."""
    failures, reached = 0, progress()
    while True:
        wait = 0.0
        try:
            with Link(options) as link:
                return work(link)
        except Refused as refusal:
            if refusal.reason not in RETRY:
                raise
            failure, wait = refusal, refusal.seconds
        except Cut as cut:
            failure = cut
        failures = 1 if progress() > reached else failures + 1
        reached = progress()
        if failures >= options.attempts:
            raise Failure(f"Gave up on {options.server} after {failures} attempts: {failure}")
        wait = max(wait, min(10.0, 0.1 * 2 ** failures)) * random.uniform(1, 1.5)
        say(f"{failure}\n  Trying again in {wait:.1f} s.")
        time.sleep(wait)


def submit(options):
    """One record."""
    with open(options.record, "rb") as file:
        record = strict(file.read())

    def work(link):
        link.call("kurukan.v1.Records/Submit", record)
        return link.answer()["result"]

    result = persist(options, work)
    for warning in result.get("warnings", []):
        say(f"warning: {detail_text(warning)}")
    print(f"{result['outcome']}: {result['kind']} {result['key']}, revision {result['revision']}")
    return 0


def strict(text):
    """One record as it is to be sent, in one line; ValueError for what is no JSON object."""
    def unique(pairs):
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a member stands twice in one object")
        return dict(pairs)

    def none(name):
        raise ValueError(f"{name} is no number of JSON")

    try:
        value = json.loads(text.decode("utf-8-sig"), object_pairs_hook=unique, parse_constant=none)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError("a record is a JSON object")
    # JSON has line ends between its tokens only.
    return text.removeprefix(b"\xef\xbb\xbf").replace(b"\n", b" ").strip()


class NewFile:
    """A file that is made when the first line is written, beside another and in place of none."""

    def __init__(self, beside, ending):
        self.stem, self.ending, self.file, self.path = os.path.splitext(beside)[0], ending, None, None

    def write(self, data):
        number = 1
        while self.file is None:
            self.path = f"{self.stem}.rejected-{number}{self.ending}"
            number += 1
            try:
                self.file = os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
            except FileExistsError:
                pass
        self.file.write(data)
        self.file.flush()


class Sending:
    """A file of records on its way through Records/SubmitStream. What the server has acknowledged is settled; all else
    is kept, and sent again after a cut. A record that arrives twice is stored once."""

    def __init__(self, path):
        self.path = path
        self.file = open(path, "rb")
        self.number = 0                         # lines read
        self.waiting = collections.deque()      # (line's number, record) from the first that is not acknowledged
        self.acknowledged = 0                   # records settled for good
        self.told = set()                       # those refused that are not acknowledged yet
        self.on_way = 0                         # bytes of the records that were sent and not heard of
        self.counts = collections.Counter()
        self.rejects, self.reasons = NewFile(path, ".ndjson"), NewFile(path, ".reasons.txt")

    def read(self):
        """Takes another record from the file; False at its end."""
        for line in self.file:
            self.number += 1
            if not line.strip():
                continue
            try:
                record = strict(line)
                if len(record) > LINE_BYTES - 64:
                    raise ValueError(f"a record has at most {LINE_BYTES - 64} bytes")
            except ValueError as error:
                self.reject(self.number, line.rstrip(b"\r\n"), f"This line is no record: {error}")
                continue
            self.waiting.append((self.number, record))
            return True
        return False

    def reject(self, number, record, why):
        self.counts["rejected"] += 1
        say(f"{self.path}:{number}: {why}")
        self.rejects.write(record + b"\n")
        self.reasons.write(f"{self.path}:{number}: {why}\n".encode())

    def __call__(self, link):
        link.call("kurukan.v1.Records/SubmitStream", {"firstIndex": self.acknowledged})
        earlier, sent, ended = collections.Counter(self.counts), 0, False
        self.on_way = 0
        while True:
            while not ended and sent - len(self.told) < WINDOW and self.on_way < WINDOW_BYTES:
                if sent < len(self.waiting) or self.read():
                    record = self.waiting[sent][1]
                    link.send(b'{"id":1,"item":%s}' % record)
                    if self.acknowledged + sent not in self.told:
                        self.on_way += len(record)
                    sent += 1
                else:
                    link.send(b'{"id":1,"end":true}')
                    ended = True
            answer = link.answer()
            news = answer.get("result", answer.get("item"))
            if "acknowledged" in news:
                while self.acknowledged < news["acknowledged"]:
                    _, record = self.waiting.popleft()
                    if self.acknowledged not in self.told:
                        self.on_way -= len(record)
                    self.told.discard(self.acknowledged)
                    self.acknowledged += 1
                    sent -= 1
                for outcome in ("created", "revised", "duplicates"):
                    self.counts[outcome] = earlier[outcome] + news[outcome]
                if "result" in answer:
                    return
            elif "rejected" in news:
                self.refused(**news["rejected"])
            elif "warned" in news:
                number, _ = self.waiting[news["warned"]["index"] - self.acknowledged]
                for warning in news["warned"]["warnings"]:
                    say(f"{self.path}:{number}: warning: {detail_text(warning)}")

    def refused(self, index, error):
        # After a cut a refusal may be told again.
        if index not in self.told:
            self.told.add(index)
            number, record = self.waiting[index - self.acknowledged]
            self.on_way -= len(record)
            self.reject(number, record, error_text(error))

    def summary(self):
        text = ", ".join(f"{self.counts[name]} {name}" for name in ("created", "revised", "duplicates", "rejected"))
        if self.rejects.path:
            text += f"; mend {self.rejects.path} and send it, the reasons are in {self.reasons.path}"
        return f"{self.path}: {text}"


def send(options):
    """A file of records."""
    sending = Sending(options.records)
    try:
        persist(options, sending, lambda: sending.acknowledged)
    finally:
        print(sending.summary(), flush=True)
    return 1 if sending.counts["rejected"] else 0


class SafeFile:
    """A file that is there whole or not at all; nothing but an ordinary file is replaced."""

    def __init__(self, path):
        if os.path.lexists(path) and not stat.S_ISREG(os.lstat(path).st_mode):
            raise Failure(f"{path} is no ordinary file, and is left as it is.")
        self.path = path
        descriptor, self.temporary = tempfile.mkstemp(prefix=".kurukan-", dir=os.path.dirname(path) or ".")
        self.file = os.fdopen(descriptor, "w+b")

    def __enter__(self):
        return self.file

    def __exit__(self, failure, *_):
        try:
            self.file.flush()
            os.fsync(self.file.fileno())
            self.file.close()
            if failure is None:
                os.replace(self.temporary, self.path)
        finally:
            if os.path.exists(self.temporary):
                os.unlink(self.temporary)


def report(options):
    """A report: composed once, fetched in any number of media."""
    with open(options.request, "rb") as file:
        request = json.load(file)
    run = None
    for output in options.outputs:
        medium = MEDIA.get(os.path.splitext(output)[1].lower())
        if medium is None:
            raise Failure(f"{output} names no medium; it must end with one of {' '.join(MEDIA)}")
        with SafeFile(output) as file:
            def work(link):
                if run is None:
                    file.seek(0)
                    file.truncate()
                    link.call("kurukan.v1.Reports/Render", {"language": options.language, **request, "medium": medium})
                else:
                    link.call("kurukan.v1.Reports/Fetch", {"run": run, "medium": medium, "offset": file.tell()})
                while True:
                    answer = link.answer()
                    if "result" in answer:
                        return answer["result"]
                    item = answer["item"]
                    if "chunk" in item:
                        file.write(base64.b64decode(item["chunk"], validate=True))
                    elif "diagnostic" in item:
                        say(f"{item['diagnostic'].get('severity')}: {item['diagnostic'].get('summary')}")

            result = persist(options, work, file.tell)
            file.seek(0)
            digest = hashlib.sha256(file.read()).hexdigest()
            if digest != result["sha256"]:
                raise Failure(f"{output} did not arrive as it was sent; ask for it again.")
        run = run or result["run"]
        print(f"{output}: {result['bytes']} bytes of run {run}", flush=True)
    return 0


def token(options):
    """From a file or the environment: a command line is seen by others."""
    if options.token_file:
        with open(options.token_file) as file:
            return file.read().strip()
    return os.environ.get("KURUKAN_TOKEN", "").strip()


def arguments():
    parser = argparse.ArgumentParser(description="Sends records to Kurukan and fetches reports.")
    parser.add_argument("--server", default=os.environ.get("KURUKAN_SERVER", "127.0.0.1:4460"), metavar="HOST:PORT")
    parser.add_argument("--token-file", default=os.environ.get("KURUKAN_TOKEN_FILE"), help="else $KURUKAN_TOKEN")
    parser.add_argument("--tls", action="store_true", help="encrypts, and checks who the server is")
    parser.add_argument("--authority", metavar="FILE", help="the certificate of whoever vouches for the server")
    parser.add_argument("--language", choices=["en", "fr"],
                        default="fr" if os.environ.get("LANG", "").startswith("fr") else "en")
    parser.add_argument("--attempts", type=int, default=8, help="in a row without getting on, before giving up")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, work, files in (("submit", submit, ["record"]), ("send", send, ["records"]),
                              ("report", report, ["request", "outputs"])):
        command = commands.add_parser(name, help=work.__doc__)
        command.set_defaults(work=work)
        for file in files:
            command.add_argument(file, nargs="+" if file == "outputs" else None)
    return parser.parse_args()


def main():
    options = arguments()
    try:
        options.token = token(options)
        options.trust = ssl.create_default_context(cafile=options.authority) if options.tls else None
        return options.work(options)
    except (Failure, Refused, OSError, ValueError) as failure:
        say(str(failure))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
