"""`kurukan serve` as it was built, in a process of its own and with a PostgreSQL of its own, for as long as it is wanted."""
import json, pathlib, shutil, socket, ssl, subprocess, tempfile, threading


class RunningServer:
    """Give it the folder of the build; `options` are those of `kurukan serve`. Where it is to be `secure`, it speaks TLS with
    a certificate for localhost that vouches for itself, and `authority` is where that stands."""

    def __init__(self, build, plugins=(), options=(), secure=False):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kurukan-test-", dir="/tmp"))
        # A server that root has started becomes another user, who reads this.
        self.folder.chmod(0o755)
        (self.folder / "plugins").mkdir(mode=0o755)
        for plugin in plugins:
            shutil.copy(pathlib.Path(build) / plugin, self.folder / "plugins")
        self.authority = self.certificate() if secure else None
        if secure:
            options = [*options, "--tls-certificate", self.authority, "--tls-key", self.folder / "server.key"]
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

    def certificate(self):
        path, key = self.folder / "authority.pem", self.folder / "server.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                        "-out", path, "-keyout", key], check=True, capture_output=True)
        return path

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
            if self.authority:
                link = ssl.create_default_context(cafile=self.authority).wrap_socket(link, server_hostname="localhost")
            line = {"id": 1, "method": method, "params": params, "meta": {"authorization": f"Bearer {self.token(role)}"}}
            link.sendall(json.dumps(line).encode() + b"\n")
            for line in link.makefile("rb"):
                last = json.loads(line)
                if "item" not in last:
                    break
            link.close()
        return last.get("result", last.get("error"))
