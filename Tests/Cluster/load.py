"""Clients that submit findings one after the other, each again until it is acknowledged, as PROTOCOL.md says."""
import collections, json, random, sys, threading, time, types
from processes import PATIENCE, ROOT
sys.path.insert(0, str(ROOT / "deploy/clients/python"))
from kurukan_client import RETRY, Cut, Link, Refused

# Seconds between two submits of a client, so that PostgreSQL and etcd get their share of the machine.
PAUSE = 0.03
# The bound of a client's own pause before it tries again, after the time that it was told to wait.
LONGEST_PAUSE = 2


def finding(key):
    return {"kind": "finding", "programme": "p", "key": key, "origin": "desk_review", "title": f"Title {key}",
            "statement": "Ready to be read.", "theme": "political"}


class Book:
    """What all clients were answered."""

    def __init__(self):
        self.lock = threading.Lock()
        self.acknowledged = []                  # (time, key)
        self.answers = collections.Counter()    # outcomes, and status and reason of errors
        self.cuts = collections.Counter()       # links that broke, or could not be made
        self.faults = []                        # what no client should meet
        self.attempts = 0                       # the most that one call took

    def acknowledge(self, key, outcome, attempts):
        with self.lock:
            self.acknowledged.append((time.monotonic(), key))
            self.answers[outcome] += 1
            self.attempts = max(self.attempts, attempts)

    def refuse(self, key, error):
        """Notes an error. Only one that says that the call may be sent again, and when, is none of the server's fault."""
        with self.lock:
            self.answers[f"{error.get('status')} {error.get('reason')}"] += 1
            if error.get("status") != "UNAVAILABLE" or error.get("reason") not in RETRY or "retryAfter" not in error:
                self.faults.append(f"{key}: {json.dumps(error)}")

    def cut(self, cut):
        with self.lock:
            self.cuts[str(cut).split(": ")[-1]] += 1

    def fault(self, text):
        with self.lock:
            self.faults.append(text)

    def since(self, moment):
        """How many records were acknowledged after a moment."""
        with self.lock:
            return sum(1 for time, _ in self.acknowledged if time > moment)

    @property
    def keys(self):
        with self.lock:
            return {key for _, key in self.acknowledged}

    def gap(self, start, end):
        """The longest time without any acknowledgement that overlaps a span of time."""
        with self.lock:
            times = [time for time, _ in self.acknowledged]
        return max(later - earlier for earlier, later in zip(times, times[1:]) if later > start and earlier < end)


class Client(threading.Thread):
    """One connection, one call at a time."""

    def __init__(self, name, port, token, book, ending):
        super().__init__(name=name, daemon=True)
        self.options = types.SimpleNamespace(server=f"127.0.0.1:{port}", token=token, trust=None, language="en")
        self.book, self.ending, self.link = book, ending, None

    def run(self):
        number = 0
        try:
            while not self.ending.wait(PAUSE):
                number += 1
                key = f"{self.name}-{number}"
                self.submit(key, finding(key))
        except BaseException as error:
            # One that ends unheard would look like one that has nothing to complain of.
            self.book.fault(f"{self.name} ended: {error!r}")
            raise
        finally:
            self.hang_up()

    def submit(self, key, record):
        attempts = 0
        while True:
            attempts += 1
            try:
                self.link = self.link or Link(self.options)
                self.link.call("kurukan.v1.Records/Submit", record)
                return self.book.acknowledge(key, self.link.answer()["result"]["outcome"], attempts)
            except Refused as refusal:
                self.book.refuse(key, refusal.error)
                if refusal.reason not in RETRY:
                    return
                # A server that stops closes its connections.
                if refusal.reason == "DRAINING":
                    self.hang_up()
                pause = refusal.seconds
            except Cut as cut:
                self.book.cut(cut)
                self.hang_up()
                pause = 0
            time.sleep(pause + random.uniform(0, min(LONGEST_PAUSE, 0.1 * 2 ** attempts)))

    def hang_up(self):
        if self.link:
            self.link.socket.close()
        self.link = None


class Load:
    """Clients at work, until they are told to end; each ends with its last record acknowledged."""

    def __init__(self, port, token, prefix="c", clients=6):
        self.book, self.ending = Book(), threading.Event()
        self.clients = [
            Client(f"{prefix}{number}", port, token, self.book, self.ending) for number in range(clients)]

    def start(self):
        for client in self.clients:
            client.start()
        return self

    def end(self):
        self.ending.set()
        for client in self.clients:
            client.join(PATIENCE)
            if client.is_alive():
                self.book.fault(f"{client.name} waits for an acknowledgement still")
        return self.book
