"""Links that break, and links that are encrypted: proxies between a client and a server on loopback."""
import socket, ssl, struct, threading


class Proxy:
    """Passes bytes between whoever connects and `target`, a port. The first connections are cut: connection k is reset
    once cuts[k] = (side, count) says so, after so many bytes "up" to the server or "down" to the client."""

    def __init__(self, target, cuts=(), context=None):
        self.target, self.cuts, self.context, self.made = target, cuts, context, 0
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.listener.close()

    @property
    def made_cuts(self):
        return min(self.made, len(self.cuts))

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            cut = self.cuts[self.made] if self.made < len(self.cuts) else None
            self.made += 1
            threading.Thread(target=self.serve, args=(client, cut), daemon=True).start()

    def serve(self, client, cut):
        try:
            if self.context:
                client = self.context.wrap_socket(client, server_side=True)
        except OSError:
            client.close()
            return
        server = socket.create_connection(("127.0.0.1", self.target))
        ends = (client, server)
        threading.Thread(target=self.carry, args=(client, server, self.limit(cut, "up"), ends), daemon=True).start()
        self.carry(server, client, self.limit(cut, "down"), ends)

    @staticmethod
    def limit(cut, side):
        return cut[1] if cut and cut[0] == side else None

    @staticmethod
    def carry(source, sink, limit, ends):
        passed = 0
        try:
            while data := source.recv(65536 if limit is None else min(65536, limit - passed)):
                sink.sendall(data)
                passed += len(data)
                if passed == limit:
                    break
            else:
                # TLS has no half of a link that could be closed here; all of it goes.
                if isinstance(sink, ssl.SSLSocket):
                    sink.unwrap()
                sink.shutdown(socket.SHUT_WR)
                return
        except (OSError, ValueError):
            pass
        for end in ends:
            try:
                # A reset, as of a link that broke, and not the end that a peer chose.
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()
