"""A server that knows Session/Authenticate, Records/Submit and SubmitStream, and Reports/Render as PROTOCOL.md describes them,
and keeps book of what its clients send. It refuses tokens and ends connections when the test wants it to, which a real server
does for reasons that a test cannot time."""
import base64, hashlib, json, socket, socketserver, threading

COMMIT = 50     # items that it settles at once
FAILURES = 100  # answers UNAUTHENTICATED after which it closes a connection
REPORT = b"A report.\n"


class StreamServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, ends=(), refusals=(), patience=None):
        """`ends`: after how many records of one connection, and by which line, the connections end, one after another.
        `refusals`: the errors with which the first tokens are refused. `patience`: the bytes of items up to which a stream
        settles nothing, and above them one item after the other."""
        super().__init__(("127.0.0.1", 0), Talk)
        self.port = self.server_address[1]
        self.lock = threading.Lock()
        self.stored = {}        # key: the index that it came with
        self.moved = []         # records that came again with another index
        self.begun = []         # the indices at which streams began
        self.ends = list(ends)
        self.refusals = list(refusals)
        self.patience = patience
        self.hasty = []         # the items after which more came although so many bytes were open
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def next_of(self, list_of):
        with self.lock:
            return list_of.pop(0) if list_of else None


class Talk(socketserver.StreamRequestHandler):
    def tell(self, id=1, **line):
        self.wfile.write(json.dumps({"id": id, **line}).encode() + b"\n")

    def handle(self):
        try:
            self.talk()
        except OSError:
            pass

    def messages(self):
        """The lines that come, without the blank ones."""
        for line in self.rfile:
            if not line.endswith(b"\n"):
                return
            if line.strip():
                yield json.loads(line)

    def talk(self):
        refused, failures, submitted, end = False, 0, 0, None
        for message in self.messages():
            id, method = message["id"], message.get("method", "")
            if method.endswith("/Authenticate"):
                refusal = self.server.next_of(self.server.refusals)
                if refusal:
                    refused = True
                    self.tell(id, error=refusal)
                else:
                    self.tell(id, result={"role": "submitter"})
            elif refused and method:
                # The lines behind the token come to strangers' ends.
                failures += 1
                self.tell(id, error=unauthenticated("UNAUTHENTICATED"))
                if failures == FAILURES:
                    return self.hang_up(json.dumps({"id": None, "error": unauthenticated("AUTHENTICATION_FAILURES")}))
            elif method.endswith("/SubmitStream"):
                if not self.stream(message["params"]["firstIndex"]):
                    return
            elif method.endswith("/Submit"):
                end = end if submitted else self.server.next_of(self.server.ends)
                record = message["params"]
                outcome = self.store(record, id)
                self.tell(id, result={"outcome": outcome, "kind": record["kind"], "key": record["key"], "revision": 1})
                submitted += 1
                if end and submitted == end[0]:
                    # As if the next line had come in part.
                    return self.hang_up(end[1].replace("CALL", str(id + 1)))
            elif method.endswith("/Render"):
                self.tell(id, item={"chunk": base64.b64encode(REPORT).decode()})
                self.tell(id, result={"run": "r", "bytes": len(REPORT), "sha256": hashlib.sha256(REPORT).hexdigest()})

    def has_more(self):
        """Whether something has come that was not read."""
        self.connection.setblocking(False)
        try:
            return bool(self.rfile.peek(1))
        finally:
            self.connection.setblocking(True)

    def hang_up(self, line):
        self.wfile.write(line.encode() + b"\n")
        self.connection.shutdown(socket.SHUT_WR)
        # What is closed before all has been read takes its last line with it.
        while self.rfile.read(65536):
            pass

    def stream(self, index):
        self.server.begun.append(index)
        end = self.server.next_of(self.server.ends)
        counts, open_items, received = {"created": 0, "revised": 0, "duplicates": 0, "rejected": 0}, [], 0
        for message in self.messages():
            if "item" in message:
                open_items.append(message["item"])
                received += 1
            if self.server.patience and "item" in message:
                while sum(map(size, open_items)) >= self.server.patience:
                    if self.has_more():
                        self.server.hasty.append(message["item"]["key"])
                    index = self.commit(index, [open_items.pop(0)], counts)
                    self.tell(item={"acknowledged": index, **counts})
            elif len(open_items) == COMMIT or "end" in message:
                index = self.commit(index, open_items, counts)
                open_items = []
                if "end" in message:
                    self.tell(result={"acknowledged": index, **counts})
                    return True
                self.tell(item={"acknowledged": index, **counts})
            if end and received == end[0]:
                self.hang_up(end[1].replace("INDEX", str(index)).replace("CALL", "1"))
                return False
        return False

    def commit(self, index, items, counts):
        for item in items:
            outcome = self.store(item, index)
            counts["duplicates" if outcome == "duplicate" else outcome] += 1
            index += 1
        return index

    def store(self, record, index):
        with self.server.lock:
            outcome = "duplicate" if record["key"] in self.server.stored else "created"
            if self.server.stored.setdefault(record["key"], index) != index:
                self.server.moved.append(record["key"])
        return outcome


def size(record):
    """Its bytes, as the test writes them."""
    return len(json.dumps(record, ensure_ascii=False).encode())


def unauthenticated(reason):
    return {"code": 16, "status": "UNAUTHENTICATED", "reason": reason, "message": "Who is there?"}
