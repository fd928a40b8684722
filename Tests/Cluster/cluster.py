"""Three PostgreSQL nodes under Patroni with etcd, and two servers of Kurukan behind HAProxy, by the files of deploy/cluster."""
import json, os, pathlib, secrets, shutil, signal, subprocess, tempfile
from processes import ROOT, Program, fetch, free_ports, give, user, wait

CONFIGURATION = ROOT / "deploy/cluster"
POSTGRES = pathlib.Path("/usr/lib/postgresql/15/bin")


class Node:
    """A PostgreSQL under its Patroni."""

    def __init__(self, name, folder, port, rest, etcd, passwords):
        self.name, self.port, self.rest = name, port, rest
        self.folder = folder / name
        self.folder.mkdir(mode=0o700)
        give(self.folder, "postgres")
        self.data = self.folder / "data"
        self.patroni = Program(
            name, ["patroni", CONFIGURATION / "patroni.yaml"], folder / f"{name}.log", "postgres", {
                "PATRONI_NAME": name, "PATRONI_ETCD3_HOSTS": ",".join(f"127.0.0.1:{each}" for each in etcd),
                "PATRONI_RESTAPI_LISTEN": f"127.0.0.1:{rest}", "PATRONI_RESTAPI_CONNECT_ADDRESS": f"127.0.0.1:{rest}",
                "PATRONI_POSTGRESQL_LISTEN": f"127.0.0.1:{port}",
                "PATRONI_POSTGRESQL_CONNECT_ADDRESS": f"127.0.0.1:{port}",
                "PATRONI_POSTGRESQL_DATA_DIR": str(self.data), "PATRONI_POSTGRESQL_PGPASS": str(self.folder / "pgpass"),
                **{f"PATRONI_{role}_PASSWORD": password for role, password in passwords.items()},
            }, self.folder)

    @property
    def postmaster(self):
        """The process of its PostgreSQL; None if there is none."""
        try:
            process = int((self.data / "postmaster.pid").read_text().split()[0])
            name = pathlib.Path(f"/proc/{process}/comm").read_text().strip()
        except (OSError, ValueError, IndexError):
            return None
        return process if name == "postgres" else None

    def kill(self):
        """As a machine that loses its power: without a word of Patroni or PostgreSQL."""
        process = self.postmaster
        if self.patroni.runs:
            self.patroni.stop(signal.SIGKILL)
        if process:
            os.kill(process, signal.SIGKILL)

    @property
    def state(self):
        """What Patroni says of it; nothing if it does not answer."""
        answer = fetch(f"http://127.0.0.1:{self.rest}/patroni")
        return json.loads(answer[1]) if answer else {}


class Cluster:
    """All of it, in a folder that is removed with it."""

    def __init__(self, build):
        self.build = pathlib.Path(build).resolve()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kurukan-cluster-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.passwords = {role: secrets.token_hex(16) for role in ("SUPERUSER", "REPLICATION", "REWIND")}
        self.password = secrets.token_hex(16)
        ports = free_ports(17)
        self.clients, peers = ports[0:3], ports[3:6]
        members = ",".join(f"etcd{number}=http://127.0.0.1:{port}" for number, port in enumerate(peers))
        self.etcd = [self.member(number, self.clients[number], peers[number], members) for number in range(3)]
        self.nodes = [Node(f"db{number + 1}", self.folder, ports[6 + number], ports[9 + number], self.clients,
                           self.passwords) for number in range(3)]
        self.port, self.ports, self.admin = ports[12], ports[13:15], ports[15:17]
        self.servers = [self.server(number) for number in range(2)]
        self.balancer = self.haproxy()

    @property
    def programs(self):
        return [*self.etcd, *(node.patroni for node in self.nodes), *self.servers, self.balancer]

    # What the programs are started with.

    def member(self, number, client, peer, members):
        data = self.folder / f"etcd{number}"
        data.mkdir(mode=0o700)
        give(data, "etcd")
        return Program(f"etcd{number}", ["etcd"], self.folder / f"etcd{number}.log", "etcd", {
            "ETCD_NAME": f"etcd{number}", "ETCD_DATA_DIR": str(data), "ETCD_INITIAL_CLUSTER": members,
            "ETCD_LISTEN_CLIENT_URLS": f"http://127.0.0.1:{client}",
            "ETCD_ADVERTISE_CLIENT_URLS": f"http://127.0.0.1:{client}",
            "ETCD_LISTEN_PEER_URLS": f"http://127.0.0.1:{peer}",
            "ETCD_INITIAL_ADVERTISE_PEER_URLS": f"http://127.0.0.1:{peer}", "ETCD_LOGGER": "zap",
            "ETCD_LOG_LEVEL": "warn"})

    def server(self, number):
        connection = self.folder / f"connection{number}"
        hosts, ports = ",".join(["127.0.0.1"] * 3), ",".join(str(node.port) for node in self.nodes)
        # The file of deploy/cluster, with the addresses of this test.
        text = (CONFIGURATION / "connection").read_text()
        connection.write_text(text.replace("db1,db2,db3", hosts).replace("5432,5432,5432", ports))
        password = self.folder / f"password{number}"
        password.write_text(self.password)
        password.chmod(0o600)
        plugins = self.folder / "plugins"
        plugins.mkdir(mode=0o755, exist_ok=True)
        data = self.folder / f"server{number}"
        data.mkdir(mode=0o700)
        # Started by root, it becomes that user by itself; password files stay root's.
        command = [self.build / "kurukan", "serve", "--listen", f"127.0.0.1:{self.ports[number]}", "--data", data,
                   "--database-file", connection, "--database-password-file", password, "--plugins", plugins,
                   "--proxy-protocol-from", "127.0.0.1", "--admin", f"127.0.0.1:{self.admin[number]}",
                   "--require-sync-standby", *(["--user", "postgres"] if user("postgres") else [])]
        return Program(f"server{number}", command, self.folder / f"server{number}.log")

    def haproxy(self):
        return Program(
            "haproxy", ["/usr/sbin/haproxy", "-db", "-f", CONFIGURATION / "haproxy.cfg"], self.folder / "haproxy.log",
            "haproxy", {
                "KURUKAN_LISTEN": f"127.0.0.1:{self.port}",
                "KURUKAN_SERVER_ONE": f"127.0.0.1:{self.ports[0]}", "KURUKAN_ADMIN_ONE": str(self.admin[0]),
                "KURUKAN_SERVER_TWO": f"127.0.0.1:{self.ports[1]}", "KURUKAN_ADMIN_TWO": str(self.admin[1])})

    # Starting and ending.

    def start(self):
        for member in self.etcd:
            member.start()
        wait("etcd answers", lambda: all(self.answers(f"http://127.0.0.1:{port}/health") for port in self.clients))
        for node in self.nodes:
            node.patroni.start()
        self.wait_until_whole()
        self.sql((CONFIGURATION / "create.sql").read_text(), KURUKAN_PASSWORD_FILE=str(self.folder / "password0"))
        # The first issues the tokens.
        for number, server in enumerate(self.servers):
            server.start()
            self.wait_until_ready(number)
        self.balancer.start()
        return self

    @staticmethod
    def answers(url):
        answer = fetch(url)
        return answer is not None and answer[0] == 200

    def wait_until_ready(self, number):
        def is_ready():
            if not self.servers[number].runs:
                raise RuntimeError(f"server{number} has ended")
            return self.answers(f"http://127.0.0.1:{self.admin[number]}/readyz")
        wait(f"server{number} is ready", is_ready)

    def stop(self):
        """Ends every program, at once, and removes what they wrote."""
        for server in [self.balancer, *self.servers]:
            server.stop()
        for node in self.nodes:
            node.kill()
        for member in self.etcd:
            member.stop(signal.SIGKILL)
        # Without their postmaster, PostgreSQL's processes end by themselves.
        wait("PostgreSQL's processes have ended", lambda: not self.leavings())
        shutil.rmtree(self.folder)

    def leavings(self):
        """Processes that still work in the folder."""
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if os.readlink(process / "cwd").startswith(str(self.folder)):
                    found.append(process.name)
            except OSError:
                pass
        return found

    # Looking and asking.

    @property
    def leader(self):
        """The node that is the primary now; None while there is none."""
        for node in self.nodes:
            if node.state.get("role") in ("master", "primary") and node.state.get("state") == "running":
                return node
        return None

    def wait_for_leader(self, other_than=None):
        return wait("there is a leader", lambda: (leader := self.leader) is not other_than and leader)

    def wait_until_whole(self):
        """Waits until two standbys follow a leader, one of them synchronously, and etcd knows that this one may lead."""
        def is_whole():
            leader = self.leader
            if not leader:
                return False
            standbys = {each["application_name"]: each for each in leader.state.get("replication", [])}
            answer = fetch(f"http://127.0.0.1:{leader.rest}/cluster")
            members = json.loads(answer[1]).get("members", []) if answer else []
            next_leader = [each["name"] for each in members if each["role"] == "sync_standby"]
            return (len([each for each in standbys.values() if each["state"] == "streaming"]) == 2
                    and len(next_leader) == 1 and standbys.get(next_leader[0], {}).get("sync_state") == "sync")
        wait("two standbys follow a leader, one of them synchronously", is_whole)

    def sql(self, text, database="postgres", **environment):
        """What psql answers over the leader, as the superuser; the environment is the script's."""
        leader = self.wait_for_leader()
        return subprocess.run(
            [POSTGRES / "psql", "-X", "-At", "-v", "ON_ERROR_STOP=1", "-f", "-",
             f"host=127.0.0.1 port={leader.port} user=postgres dbname={database}"],
            input=text, env={**os.environ, **environment, "PGPASSWORD": self.passwords["SUPERUSER"]}, text=True,
            check=True, capture_output=True).stdout

    def token(self, role):
        return (self.folder / "server0" / f"{role}.token").read_text().strip()
