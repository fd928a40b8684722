"""A server that knows Session/Authenticate and Records/SubmitStream as PROTOCOL.md describes them, and keeps book of what
its clients send. It ends streams when the test wants it to, which a real server does for reasons that a test cannot time."""
import json, socket, socketserver, threading

COMMIT = 50     # items that it settles at once


class StreamServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, ends=()):
        """`ends`: after how many items of one call, and by which line, the connections end, one after another."""
        super().__init__(("127.0.0.1", 0), Talk)
        self.port = self.server_address[1]
        self.lock = threading.Lock()
        self.stored = {}        # key: the index that it came with
        self.moved = []         # records that came again with another index
        self.ends = list(ends)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Talk(socketserver.StreamRequestHandler):
    def tell(self, **line):
        self.wfile.write(json.dumps({"id": 1, **line}).encode() + b"\n")

    def handle(self):
        try:
            self.talk()
        except OSError:
            pass

    def talk(self):
        for line in self.rfile:
            if not line.endswith(b"\n"):
                return
            message = json.loads(line)
            if message.get("method", "").endswith("/Authenticate"):
                self.tell(result={"role": "submitter"})
            elif "method" in message:
                if not self.stream(message["params"]["firstIndex"]):
                    return

    def stream(self, index):
        server = self.server
        with server.lock:
            end = server.ends.pop(0) if server.ends else None
        counts, open_items, received = {"created": 0, "revised": 0, "duplicates": 0, "rejected": 0}, [], 0
        for line in self.rfile:
            if not line.endswith(b"\n"):
                return False
            message = json.loads(line)
            if "item" in message:
                open_items.append(message["item"])
                received += 1
            if len(open_items) == COMMIT or "end" in message:
                index = self.commit(index, open_items, counts)
                open_items = []
                if "end" in message:
                    self.tell(result={"acknowledged": index, **counts})
                    return True
                self.tell(item={"acknowledged": index, **counts})
            if end and received == end[0]:
                self.wfile.write(end[1].replace("INDEX", str(index)).encode() + b"\n")
                self.connection.shutdown(socket.SHUT_WR)
                # What is closed before all has been read takes its last line with it.
                while self.rfile.read(65536):
                    pass
                return False
        return False

    def commit(self, index, items, counts):
        for item in items:
            with self.server.lock:
                outcome = "duplicates" if item["key"] in self.server.stored else "created"
                counts[outcome] += 1
                if self.server.stored.setdefault(item["key"], index) != index:
                    self.server.moved.append(item["key"])
            index += 1
        return index
