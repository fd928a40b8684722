"""A disk of its own for a server's data, whose power can be cut: what the server did not flush is gone. Needs root and loop
devices."""
import fcntl, os, pathlib, struct, subprocess, tempfile, time

# ext4's EXT4_IOC_SHUTDOWN; 2: at once, without writing the journal.
SHUTDOWN, AT_ONCE = 0x8004587D, 2


class Disk:
    def __init__(self):
        self.place = pathlib.Path(tempfile.mkdtemp(prefix="kurukan-disk-", dir="/tmp"))
        self.place.chmod(0o755)
        self.image, self.folder = self.place / "image", self.place / "disk"
        self.folder.mkdir()
        self.mounted = False
        try:
            with open(self.image, "wb") as file:
                file.truncate(1 << 30)
            self.command("mkfs.ext4", "-q", "-F", self.image)
            self.mount()
        except (OSError, subprocess.CalledProcessError):
            self.remove()
            raise

    @staticmethod
    def command(*words):
        subprocess.run(words, check=True, capture_output=True)

    def mount(self):
        self.command("mount", "-o", "loop", self.image, self.folder)
        self.mounted = True
        self.folder.chmod(0o755)

    def cut(self):
        """From here on nothing is written."""
        folder = os.open(self.folder, os.O_RDONLY)
        fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", AT_ONCE))
        os.close(folder)

    def come_back(self):
        """Power again, once nobody works there any more."""
        self.unmount()
        self.mount()

    def unmount(self):
        end = time.monotonic() + 20
        while True:
            try:
                self.command("umount", self.folder)
                break
            except subprocess.CalledProcessError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
        self.mounted = False

    def remove(self):
        if self.mounted:
            self.unmount()
        self.image.unlink(missing_ok=True)
        self.folder.rmdir()
        self.place.rmdir()
