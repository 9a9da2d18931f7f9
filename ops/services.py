"""The processes of `./run`: started together, watched, and ended together with everything they started."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ops.layout import LOGS, ROOT, OpsError
from ops.tether import tethered

STOP_SECONDS = 10
TAIL_LINES = 20


@dataclass
class Service:
    """One program in a process group of its own, writing to a log, ended by the kernel if we are killed."""

    name: str
    command: list[str]
    environ: dict[str, str]
    process: "subprocess.Popen[bytes]" = field(init=False)

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    def start(self) -> None:
        LOGS.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                tethered(self.command),
                cwd=ROOT,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                process_group=0,
            )

    def signal(self, number: int) -> None:
        """To the whole group: a program may leave children behind that ignore their parent's end."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-TAIL_LINES:])

    def check(self) -> None:
        if self.process.poll() is not None:
            raise OpsError(f"The {self.name} ended (code {self.process.returncode}). It said:\n{self.last_words()}")

    def await_answer(self, url: str, seconds: float = 30) -> None:
        """Return once `url` answers with anything but a server error."""
        deadline = time.monotonic() + seconds
        while not answers(url):
            self.check()
            if time.monotonic() > deadline:
                raise OpsError(f"The {self.name} does not answer at {url}. It said:\n{self.last_words()}")
            time.sleep(0.05)


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own address
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def stop(services: Iterable[Service]) -> None:
    """Ask all to end, wait, then end what is left of their groups."""
    started = [each for each in services if hasattr(each, "process")]
    for service in started:
        service.signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for service in started:
        with suppress(subprocess.TimeoutExpired):
            service.process.wait(max(0.1, deadline - time.monotonic()))
    for service in started:
        service.signal(signal.SIGKILL)
        service.process.wait()
