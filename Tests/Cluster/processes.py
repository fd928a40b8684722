"""Programs that run on loopback for as long as a test does, as ordinary users."""
import os, pathlib, pwd, signal, socket, subprocess, time, urllib.error, urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Seconds: several times what anything takes that is waited for.
PATIENCE = 90


def wait(what, condition, patience=PATIENCE):
    """Waits until something holds, and returns it; says what did not happen in time."""
    end = time.monotonic() + patience
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > end:
            raise TimeoutError(f"{patience} seconds passed before {what}")
        time.sleep(0.05)


def free_ports(count):
    """Ports that nobody has, below those that the system gives to clients."""
    ports, port = [], 20_000 + os.getpid() % 5_000
    while len(ports) < count:
        port += 1
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            ports.append(port)
    return ports


def fetch(url):
    """Status and body of a page; None where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=2) as page:
            return page.status, page.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError:
        return None


def user(name):
    """The user whom root becomes; everybody else stays who they are."""
    return name if os.geteuid() == 0 else None


def give(path, name):
    """Gives a folder to a user."""
    if user(name):
        entry = pwd.getpwnam(name)
        os.chown(path, entry.pw_uid, entry.pw_gid)


class Program:
    """A program, started and ended any number of times. It ends at the latest with whoever runs the test."""

    def __init__(self, name, command, log, account=None, environment=None, folder="/"):
        prefix = ["setpriv", "--pdeathsig", "KILL"]
        if account and user(account):
            prefix += ["--reuid", account, "--regid", account, "--clear-groups"]
        self.name, self.command, self.log, self.folder = name, prefix + [str(word) for word in command], log, folder
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **(environment or {})}
        self.process = None

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, env=self.environment,
                start_new_session=True)
        return self

    @property
    def runs(self):
        return self.process is not None and self.process.poll() is None

    def stop(self, how=signal.SIGTERM, patience=PATIENCE):
        """Ends it and returns its exit code."""
        if self.process is None:
            return None
        if self.runs:
            self.process.send_signal(how)
        try:
            return self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise

    def last_words(self, count=15):
        lines = pathlib.Path(self.log).read_text(errors="replace").splitlines()[-count:]
        return "\n".join(f"    {self.name}: {line}" for line in lines)
