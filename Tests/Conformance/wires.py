"""What a conversation goes over: a socket, or TLS 1.3 on one, of which either side can be closed before the other."""
import socket, ssl


class PlainWire:
    def __init__(self, link):
        self.link = link
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""

    def send(self, data):
        self.link.sendall(data)

    def close_output(self):
        self.link.shutdown(socket.SHUT_WR)

    def receive(self):
        """More bytes; none at the end."""
        return self.link.recv(65_536)

    def readline(self):
        """The next line with its end; what is left at the end of the stream."""
        while b"\n" not in self.received:
            data = self.receive()
            if not data:
                break
            self.received += data
        line, end, rest = self.received.partition(b"\n")
        self.received = rest
        return line + end

    def close(self):
        self.link.close()


class SecureWire(PlainWire):
    """Python's own sockets cannot read on after they have said that they send no more; its TLS without a socket can."""

    def __init__(self, link, authority):
        super().__init__(link)
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        context = ssl.create_default_context(cafile=authority)
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_hostname="localhost")
        self.waiting(self.tls.do_handshake)
        assert self.tls.version() == "TLSv1.3"

    def flush(self):
        data = self.outgoing.read()
        if data:
            self.link.sendall(data)

    def waiting(self, action):
        """Does something that may need more from the other side."""
        while True:
            try:
                result = action()
                self.flush()
                return result
            except ssl.SSLWantReadError:
                self.flush()
                self.feed()

    def feed(self):
        data = self.link.recv(65_536)
        if data:
            self.incoming.write(data)
        else:
            self.incoming.write_eof()

    def send(self, data):
        self.tls.write(data)
        self.flush()

    def close_output(self):
        try:
            self.tls.unwrap()
        except ssl.SSLWantReadError:
            pass
        self.flush()

    def receive(self):
        try:
            return self.waiting(lambda: self.tls.read(65_536))
        except ssl.SSLZeroReturnError:
            return b""
