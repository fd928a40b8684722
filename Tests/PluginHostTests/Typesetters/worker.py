"""A typesetter that misbehaves on purpose: its print data names how, and what it answers takes the PDF's place."""

import json
import os
import resource
import signal
import socket
import sys
import threading
import time

CONTROL, OUTPUT = 3, 4


def fault_of(attempt):
    try:
        attempt()
    except OSError as error:
        return error.errno
    except ValueError as error:
        # The module "resource" knows no other error for EPERM.
        return str(error)
    return 0


def attempts(data):
    """What is out of reach, each with the number of the error."""
    modules, fonts = sys.argv[1:]
    secret, server = data["secret"], data["server"]

    def write(path):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT))

    tries = {
        "read a file": lambda: open(secret),
        "read what users there are": lambda: open("/etc/passwd"),
        "list a folder": lambda: os.listdir(os.path.dirname(secret)),
        "read its own environment": lambda: open("/proc/self/environ"),
        "read the server's memory": lambda: open(f"/proc/{server}/mem", "rb"),
        "write beside the fonts": lambda: write(fonts + "/new"),
        "write a module": lambda: write(modules + "/typst.py"),
        "write itself": lambda: open(__file__, "ab"),
        "remove itself": lambda: os.unlink(__file__),
        "rename itself": lambda: os.rename(__file__, __file__ + ".old"),
        "make a folder": lambda: os.mkdir("/tmp/kurukan-typesetter-was-here"),
        "make a link": lambda: os.symlink("/etc/passwd", fonts + "/link"),
        "change a mode": lambda: os.chmod(__file__, 0o777),
        "make a file in memory": lambda: os.memfd_create("x"),
        "speak over the network": lambda: socket.socket(socket.AF_INET),
        "speak to a process": lambda: socket.socket(socket.AF_UNIX),
        "make a pair of sockets": socket.socketpair,
        "fork": os.fork,
        "start a program": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "become a program": lambda: os.execv("/bin/true", ["true"]),
        "become itself again": lambda: os.execv(sys.executable, [sys.executable]),
        "kill the server": lambda: os.kill(server, signal.SIGTERM),
        "kill its group": lambda: os.killpg(os.getpid(), signal.SIGTERM),
        "leave its session": os.setsid,
        "go first no more": lambda: open("/proc/self/oom_score_adj", "w"),
        "raise a limit": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (1000, 1000)),
        "become nicer": lambda: os.nice(-1),
    }
    return {name: fault_of(attempt) for name, attempt in tries.items()}


def surroundings():
    """What it was given."""
    found = []
    thread = threading.Thread(target=lambda: found.append("ran"))
    thread.start()
    thread.join()
    limits = {name: resource.getrlimit(getattr(resource, "RLIMIT_" + name))[1] for name in ["AS", "DATA", "FSIZE", "CORE"]}
    descriptors = [number for number in range(64) if fault_of(lambda: os.fstat(number)) == 0]
    return {
        "environment": sorted(os.environ), "thread": found, "limits": limits, "descriptors": descriptors,
        "folder": os.getcwd(),
        "site": "site" in sys.modules,
    }


def write(descriptor, data):
    while data:
        data = data[os.write(descriptor, data):]


def answer(text):
    bytes_ = text.encode()
    write(OUTPUT, bytes_)
    write(CONTROL, b'{"id":1,"result":{"bytes":%d}}\n' % len(bytes_))


def fill():
    held = []
    while True:
        held.append(bytearray(1 << 20))


def flood(descriptor):
    while True:
        write(descriptor, b"a flood\n" * 1000)


def abort_with(words):
    write(2, words)
    os.abort()


# How Typst 0.15 ends where memory is refused: to Rust, and to its compression in a thread that is not the first.
REFUSED_TO_RUST = b"memory allocation of 106496 bytes failed\n"
REFUSED_TO_COMPRESSION = b"""thread '<unnamed>' (20860) panicked at zlib-rs-0.6.8/src/deflate.rs:137:9:
assertion `left == right` failed
  left: MemError
 right: Ok
note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
Rayon: detected unexpected panic; aborting
"""


def linger():
    os.close(CONTROL)
    time.sleep(60)


def leave_threads():
    for _ in range(8):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    answer("left")


MISCHIEF = {
    "hang": lambda: time.sleep(60),
    "spin": lambda: all(True for _ in iter(int, 1)),
    "fill": fill,
    "abort": os.abort,
    "abort for memory": lambda: abort_with(REFUSED_TO_RUST),
    "abort for the compression's memory": lambda: abort_with(REFUSED_TO_COMPRESSION),
    "exit": lambda: os._exit(7),
    "raise": lambda: 1 // 0,
    "say nothing": lambda: os._exit(0),
    "talk nonsense": lambda: (write(CONTROL, b"hello\n"), time.sleep(60)),
    "answer twice": lambda: (answer("a"), answer("b")),
    "lie": lambda: write(CONTROL, b'{"id":1,"result":{"bytes":5}}\n'),
    "send blame": lambda: write(CONTROL, b'{"id":1,"error":{"status":"X","reason":"DATABASE_FAULT","message":"it was you"}}\n'),
    "flood the output": lambda: flood(OUTPUT),
    "flood the errors": lambda: flood(2),
    "flood the control": lambda: flood(CONTROL),
    "close and linger": linger,
    "leave threads": leave_threads,
}


def main():
    control = open(CONTROL, "rb", closefd=False)
    control.readline()
    pieces = []
    for line in control:
        frame = json.loads(line)
        if frame.get("end"):
            break
        pieces.append(frame["item"]["data"])
    data = json.loads("".join(pieces))
    # What a writer made says it by the report's title.
    what = data["do"] if "do" in data else data["title"]
    if what == "attempts":
        answer(json.dumps(attempts(data)))
    elif what == "surroundings":
        answer(json.dumps(surroundings()))
    elif what == "echo":
        answer("".join(pieces))
    else:
        MISCHIEF[what]()


main()
os._exit(0)
