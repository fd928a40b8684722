"""`kurukan serve` as it was built, in a process of its own and with a PostgreSQL of its own, for as long as it is wanted."""
import json, pathlib, shutil, socket, subprocess, tempfile, threading


class RunningServer:
    """Give it the folder of the build; `options` are those of `kurukan serve`."""

    def __init__(self, build, plugins=(), options=()):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kurukan-test-", dir="/tmp"))
        # A server that root has started becomes another user, who reads this.
        self.folder.chmod(0o755)
        (self.folder / "plugins").mkdir(mode=0o755)
        for plugin in plugins:
            shutil.copy(pathlib.Path(build) / plugin, self.folder / "plugins")
        self.process = subprocess.Popen(
            [pathlib.Path(build) / "kurukan", "serve", "--listen", "127.0.0.1:0", "--data", self.folder / "data",
             "--plugins", self.folder / "plugins", *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.port, said = None, ""
        for line in self.process.stderr:
            said += line
            if "Listening" in line:
                self.port = int(line.split("address=127.0.0.1:")[1].split()[0])
                break
        if self.port is None:
            self.stop()
            raise RuntimeError(f"The server did not start: {said}")
        # It must not wait for whoever reads what it says.
        self.log = threading.Thread(target=self.process.stderr.read, daemon=True)
        self.log.start()

    def stop(self):
        self.process.terminate()
        self.process.wait()
        if self.port:
            self.log.join()
        self.process.stderr.close()
        shutil.rmtree(self.folder)

    def token_file(self, role):
        return str(self.folder / "data" / f"{role}.token")

    def token(self, role):
        return pathlib.Path(self.token_file(role)).read_text().strip()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def call(self, role, method, params):
        """The last line of one call's answers: its result or its error."""
        with self.connect() as link:
            line = {"id": 1, "method": method, "params": params, "meta": {"authorization": f"Bearer {self.token(role)}"}}
            link.sendall(json.dumps(line).encode() + b"\n")
            link.shutdown(socket.SHUT_WR)
            last = json.loads(link.makefile("rb").read().splitlines()[-1])
        return last.get("result", last.get("error"))
