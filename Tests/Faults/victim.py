"""A server that is killed, with what was sent to it and what it acknowledged."""
import json, os, pathlib, random, signal, socket, subprocess, threading, time

PATIENCE = 60


def finding(key):
    return {"kind": "finding", "programme": "p", "key": key, "origin": "desk_review", "title": f"Title {key}",
            "statement": "S", "theme": "political"}


PROGRAMME = {"kind": "programme", "programme": "p", "key": "p", "title": "P", "startsOn": "2023-01-01",
             "confidentiality": "public"}


class Fault(Exception):
    """What must not be."""


class Books:
    """The keys that were sent, and those that were acknowledged. The server must have all of these and none but those."""

    def __init__(self, prefix):
        self.prefix, self.lock = prefix, threading.Lock()
        self.sent, self.acknowledged = set(), set()

    def next(self):
        with self.lock:
            key = f"{self.prefix}-{len(self.sent)}"
            self.sent.add(key)
            return key

    def note(self, key):
        with self.lock:
            self.acknowledged.add(key)

    def compare(self, records):
        keys = [record["key"] for record in records]
        twice = len(keys) - len(set(keys))
        lost, foreign = self.acknowledged - set(keys), set(keys) - self.sent
        if lost or foreign or twice:
            raise Fault(f"lost {sorted(lost)}, foreign {sorted(foreign)}, twice {twice}")
        revised = [record["key"] for record in records if record["revision"] != 1]
        if revised:
            raise Fault(f"stored anew: {revised}")


class Victim:
    """`folder` is where it keeps its data; it may be started again and again."""

    def __init__(self, build, folder, plugins, prefix):
        self.build, self.folder, self.plugins = pathlib.Path(build), pathlib.Path(folder), plugins
        self.data = self.folder / "data"
        self.books = Books(prefix)
        self.process, self.port, self.said = None, None, ""
        self.has_programme = False
        # A machine without power answers nothing; a disk that fails lets a server say so for a moment.
        self.has_power = True
        # Why senders failed, and why the last finding was not taken.
        self.faults, self.refusal = [], None

    # Life

    def start(self):
        """Starts it, and does not wait."""
        self.port, self.said, self.listening = None, "", threading.Event()
        self.process = subprocess.Popen(
            [self.build / "kurukan", "serve", "--listen", "127.0.0.1:0", "--data", self.data, "--plugins", self.plugins],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self.read, args=(self.process, self.listening), daemon=True)
        self.reader.start()

    def read(self, process, listening):
        for line in process.stderr:
            self.said += line
            if "Listening" in line:
                self.port = int(line.split("address=127.0.0.1:")[1].split()[0])
                listening.set()
        listening.set()

    def wait_until_it_listens(self):
        if not self.listening.wait(PATIENCE) or self.port is None:
            raise Fault(f"it does not listen; it said:\n{self.said}")

    def wait_for_end(self):
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise Fault(f"it does not end; it said:\n{self.said}")
        self.reader.join()
        self.process.stderr.close()

    def stop(self):
        self.process.terminate()
        self.wait_for_end()
        if self.process.returncode != 0:
            raise Fault(f"it ended with {self.process.returncode}; it said:\n{self.said}")

    def kill(self):
        self.process.kill()

    @property
    def postmaster(self):
        """The process of its PostgreSQL, or None. Only one that works in its folder is."""
        data = self.data / "postgresql/data"
        try:
            process = int((data / "postmaster.pid").read_text().split("\n")[0])
            if process > 0 and os.path.samefile(f"/proc/{process}/cwd", data):
                return process
        except (OSError, ValueError):
            pass
        return None

    def kill_postmaster(self):
        process = self.postmaster
        if process:
            os.kill(process, signal.SIGKILL)
        return process is not None

    def hit_postmaster(self):
        """Kills its PostgreSQL as soon as there is one. False if the server ended without one."""
        end = time.monotonic() + PATIENCE
        while not self.kill_postmaster():
            if self.process.poll() is not None:
                return False
            if time.monotonic() > end:
                raise Fault(f"it has no PostgreSQL; it said:\n{self.said}")
            time.sleep(0.002)
        return True

    def kill_everything(self):
        """The server and whatever works within its folder."""
        self.process.kill()
        self.process.wait()
        end = time.monotonic() + PATIENCE
        while True:
            inside = [process for process in map(int, filter(str.isdigit, os.listdir("/proc"))) if self.works_here(process)]
            if not inside:
                return
            if time.monotonic() > end:
                raise Fault(f"processes {inside} do not end")
            for process in inside:
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            time.sleep(0.02)

    def works_here(self, process):
        try:
            return os.readlink(f"/proc/{process}/cwd").startswith(f"{self.folder}/")
        except OSError:
            return False

    # Work

    def token(self, role):
        return (self.data / f"{role}.token").read_text().strip()

    def call(self, method, params, timeout=PATIENCE):
        """One call's result. Raises OSError when it is cut and LookupError when it is refused for a while."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as link:
            line = {"id": 1, "method": f"kurukan.v1.Records/{method}", "params": params,
                    "meta": {"authorization": f"Bearer {self.token('submitter')}"}}
            link.sendall(json.dumps(line).encode() + b"\n")
            text = link.makefile("rb").readline()
        if not text.endswith(b"\n"):
            raise ConnectionError("cut")
        answer = json.loads(text)
        if "error" in answer:
            if not self.has_power or answer["error"]["status"] in ("UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED"):
                raise LookupError(answer["error"])
            raise Fault(f"{method}: {answer['error']}")
        return answer["result"]

    def patiently(self, method, params):
        """A call that is made until it is answered."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self.call(method, params)
            except (OSError, LookupError) as error:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise Fault(f"{method} is not answered: {error}; it said:\n{self.said}")
                time.sleep(0.05)

    def prepare(self):
        if not self.has_programme:
            self.patiently("Submit", PROGRAMME)
            self.has_programme = True

    def submit(self):
        """One more finding, which a server that works must take."""
        key = self.books.next()
        self.patiently("Submit", finding(key))
        self.books.note(key)

    def send_until(self, is_over, threads=3, pause=0, is_patient=True):
        """Sends findings from threads, each again until it is acknowledged; or, where nothing may fail, once."""
        self.faults, self.refusal = [], None
        faults = self.faults

        def send():
            while not is_over.is_set():
                key = self.books.next()
                while not is_over.is_set():
                    try:
                        self.call("Submit", finding(key))
                        self.books.note(key)
                        time.sleep(pause)
                        break
                    except (OSError, LookupError) as error:
                        self.refusal = error
                        if not is_patient:
                            faults.append(error)
                            return
                        time.sleep(0.01)
                    except Exception as error:
                        faults.append(error)
                        return

        senders = [threading.Thread(target=send, daemon=True) for _ in range(threads)]
        for sender in senders:
            sender.start()

        def finish():
            is_over.set()
            for sender in senders:
                sender.join()
            self.raise_faults()
        return finish

    def raise_faults(self):
        if self.faults:
            raise Fault(f"{self.faults[0]!r}; it said:\n{self.said}")

    def wait_for_growth(self, count):
        """Returns once more than so many findings have been acknowledged; without that, what is sent tests nothing."""
        end = time.monotonic() + PATIENCE
        while len(self.books.acknowledged) <= count:
            self.raise_faults()
            if time.monotonic() > end or self.process.poll() is not None:
                raise Fault(f"no finding is acknowledged: {self.refusal!r}; it said:\n{self.said}")
            time.sleep(0.001)

    def check(self):
        """Compares what it has with the books."""
        records, page = [], None
        while True:
            params = {"kind": "finding", "programme": "p", "pageSize": 500, **({"pageToken": page} if page else {})}
            answer = self.patiently("List", params)
            records += [{"key": each["record"]["key"], "revision": each["revision"]} for each in answer["records"]]
            page = answer.get("nextPageToken")
            if not page:
                self.books.compare(records)
                return
