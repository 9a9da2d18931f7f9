"""The daemon: one thread a connection, one command a connection."""

from __future__ import annotations

import socketserver
import struct
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from simulators.clamd.faults import Fault

# EICAR's test string, put together here so that no scanner objects to this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LONGEST_COMMAND = 32
STREAM_LIMIT = 25 * 1024 * 1024


@dataclass
class State:
    """What it does now and what it has seen; tests and the command line change it."""

    fault: Fault | None = None
    seconds: float = 3.0
    limit: int = STREAM_LIMIT  # StreamMaxLength, bytes
    also: dict[bytes, str] = field(default_factory=dict)  # bytes → name under which they are found
    scanned: int = 0
    found: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def judge(self, stream: bytes) -> str:
        known = {EICAR: "Eicar-Test-Signature", **self.also}
        name = next((name for signature, name in known.items() if signature in stream), "")
        with self._lock:
            self.scanned += 1
            self.found += bool(name)
        return f"stream: {name} FOUND" if name else "stream: OK"


class _Handler(socketserver.StreamRequestHandler):
    server: Server | LocalServer

    def handle(self) -> None:
        command, end = self._command()
        if command == b"PING":
            self._say("PONG", end)
        elif command == b"VERSION":
            self._say("ClamAV 1.4.0/27000 simulated", end)
        elif command == b"INSTREAM":
            self._instream(end)
        else:
            self._say("UNKNOWN COMMAND", end)

    def _command(self) -> tuple[bytes, bytes]:
        kind = self.rfile.read(1)
        end = b"\0" if kind == b"z" else b"\n"
        said = b""
        while len(said) < LONGEST_COMMAND and (letter := self.rfile.read(1)) not in {b"", end}:
            said += letter
        return said, end

    def _instream(self, end: bytes) -> None:
        state, stream = self.server.state, b""
        while (length := struct.unpack(">I", self.rfile.read(4))[0]) != 0:
            stream += self.rfile.read(length)
            if state.fault is Fault.DROP:
                return
            if len(stream) > state.limit:
                self._say("INSTREAM size limit exceeded. ERROR", end)
                return
        if state.fault in {Fault.SLOW, Fault.HANG}:
            time.sleep(min(state.seconds, 30))
        if state.fault is Fault.HANG:
            return
        if state.fault is Fault.NONSENSE:
            self._say("stream: PERHAPS", end)
        elif state.fault is Fault.ERROR:
            self._say("stream: Can't allocate memory ERROR", end)
        else:
            self._say(state.judge(stream), end)

    def _say(self, words: str, end: bytes) -> None:
        try:
            self.wfile.write(words.encode() + end)
        except (BrokenPipeError, ConnectionResetError):
            return  # the client did not wait for the answer


class Server(socketserver.ThreadingTCPServer):
    """On a port of the loopback machine; 0 takes a free one (``address`` says which)."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0) -> None:
        self.state = State()
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class LocalServer(socketserver.ThreadingUnixStreamServer):
    """On a socket file."""

    daemon_threads = True

    def __init__(self, place: Path) -> None:
        self.state = State()
        super().__init__(str(place), _Handler)
        self.address = f"unix:{place}"
