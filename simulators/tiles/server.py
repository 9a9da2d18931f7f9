"""The map server over HTTP."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

from PIL import Image

from simulators.faults import Faults
from simulators.tiles.drawing import tile
from simulators.tiles.faults import Fault

_LARGEST_BODY = 64 * 1024
_PATH = re.compile(r"/(\d{1,2})/(\d{1,7})/(\d{1,7})\.png", re.ASCII)
_MOST_ZOOM = 20
_HTML, _PNG, _JSON = "text/html; charset=utf-8", "image/png", "application/json"


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.faults = Faults[Fault]()
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def template(self) -> str:
        """What a client is configured with."""
        return f"{self.url}/{{z}}/{{x}}/{{y}}.png"


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Silent: the tiles tell where somebody looks."""

    def do_GET(self) -> None:
        found = _PATH.fullmatch(self.path)
        if found is not None:
            self._tile(int(found[1]), int(found[2]), int(found[3]))
        elif self.path == "/_log":
            self._json({"asked": self.server.asked})
        elif self.path == "/_control":
            self._json({"fault": self.server.faults.fault, "faults": list(Fault)})
        else:
            self._json({"name": "Máy chủ bản đồ mô phỏng, không dùng để đo đạc"})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LARGEST_BODY or self.path != "/_control":
            self.close_connection = True
            self._json({"error": "not_found"}, HTTPStatus.NOT_FOUND)
            return
        self._control(self.rfile.read(length))

    def _tile(self, zoom: int, column: int, row: int) -> None:
        self.server.asked.append(self.path)
        fault = self.server.faults.now()
        if fault is Fault.DOWN:
            self.close_connection = True
            return
        if fault is Fault.SLOW:
            self.server.faults.wait()
        wrong = _WRONG.get(fault) if fault else None
        if wrong is not None:
            self._answer(*wrong)
        elif fault is Fault.HUGE:
            self._answer(HTTPStatus.OK, _huge(), _PNG)
        elif zoom > _MOST_ZOOM or max(column, row) >= 1 << zoom:
            self._answer(HTTPStatus.NOT_FOUND, b"", _HTML)
        else:
            self._answer(HTTPStatus.OK, tile(zoom, column, row), _PNG)

    def _control(self, body: bytes) -> None:
        """Only as JSON: a web page of another origin cannot send that without being asked first."""
        try:
            wish = json.loads(body if self.headers.get_content_type() == "application/json" else b"")
            fault = Fault(wish["fault"]) if wish.get("fault") else None
            times = int(wish["times"]) if wish.get("times") else None
            self.server.faults.set(fault, times=times, seconds=float(wish.get("seconds", 3)))
        except (ValueError, KeyError, TypeError):
            self._json({"error": "invalid_request", "faults": list(Fault)}, HTTPStatus.BAD_REQUEST)
        else:
            self._json({"fault": fault})

    def _json(self, content: object, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._answer(status, json.dumps(content, ensure_ascii=False).encode(), _JSON)

    def _answer(self, status: HTTPStatus, content: bytes, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


_WRONG = {
    Fault.SERVER_ERROR: (HTTPStatus.SERVICE_UNAVAILABLE, "<html>Hệ thống đang bảo trì</html>".encode(), _HTML),
    Fault.WRONG_TYPE: (HTTPStatus.OK, b"<html>it works</html>", _HTML),
    Fault.NOT_AN_IMAGE: (HTTPStatus.OK, b"\x89PNG\r\n\x1a\n" + b"no picture" * 50, _PNG),
    Fault.OVERSIZED: (HTTPStatus.OK, tile(0, 0, 0) + b"\0" * (3 * 1024 * 1024), _PNG),
    Fault.MISSING: (HTTPStatus.NOT_FOUND, b"", _HTML),
}


def _huge() -> bytes:
    out = BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    return out.getvalue()
