"""The register over HTTP."""

from __future__ import annotations

import hashlib
import hmac
import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from simulators.faults import Faults
from simulators.population.faults import Fault
from simulators.population.people import Person, envelope, plain

_LARGEST_BODY = 64 * 1024
FOUND, NOBODY, REFUSED = "0", "1", "9"
_NEEDED = ("MaTichHop", "MaDVC", "MaCanBo", "MaYeuCau")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, people: dict[str, Person], token: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.people, self.token = people, token
        self.faults = Faults[Fault]()
        self.asked: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def change(self, number: str, changes: dict[str, Any]) -> None:
        self.people = {**self.people, number: {**self.people[number], **changes}}


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Silent: the questions carry names."""

    def do_GET(self) -> None:
        if self.path == "/_log":
            self._json({"asked": self.server.asked})
        elif self.path == "/_control":
            self._json({"fault": self.server.faults.fault, "faults": list(Fault)})
        else:
            self._json({"name": "Cơ sở dữ liệu dân cư mô phỏng, không có người thật"})

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LARGEST_BODY:
            self.close_connection = True
            self._json({"error_code": REFUSED, "message": ""}, HTTPStatus.CONTENT_TOO_LARGE)
            return
        body = self.rfile.read(length)
        if self.path == "/_control":
            self._control(body)
        elif self.path == "/congdan/tracuu":
            self._look_up(body)
        else:
            self._json({"error_code": REFUSED, "message": ""}, HTTPStatus.NOT_FOUND)

    def _look_up(self, body: bytes) -> None:
        fault = self.server.faults.now()
        if fault is Fault.SLOW:
            self.server.faults.wait()
        if fault is Fault.DOWN:
            self.close_connection = True
            return
        if fault is Fault.SERVER_ERROR:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, "<html>Hệ thống đang bảo trì</html>".encode(), "text/html")
            return
        if fault is Fault.GARBAGE:
            self._answer(HTTPStatus.OK, b"<html>it works</html>", "text/html")
            return
        if not hmac.compare_digest(self.headers.get("Authorization", ""), f"Bearer {self.server.token}"):
            self._json({"error_code": REFUSED, "message": "token"}, HTTPStatus.UNAUTHORIZED)
            return
        question = json.loads(body)
        if not all(question.get(name) for name in _NEEDED):
            self._json({"error_code": REFUSED, "message": "who asks, and what for"}, HTTPStatus.BAD_REQUEST)
            return
        self.server.asked.append({name: question[name] for name in (*_NEEDED, "SoDinhDanh")})
        self._json(self._found(question, fault), wrong=fault is Fault.WRONG_SIGNATURE)

    def _found(self, question: dict[str, str], fault: Fault | None) -> dict[str, str]:
        person = self.server.people.get(question.get("SoDinhDanh", ""))
        known = person is not None and plain(person["full_name"]) == question.get("HoVaTen")
        born = question.get("NgayThangNam")
        if person is None or not known or (born and born != person["birth"].replace("-", "")) or fault is Fault.NOBODY:
            return {"error_code": NOBODY, "message": ""}
        if fault is Fault.WRONG_PERSON:
            person = next(each for each in self.server.people.values() if each is not person)
        return {"error_code": FOUND, "message": envelope(person, self.server.people)}

    def _control(self, body: bytes) -> None:
        """Only as JSON: a web page of another origin cannot send that without being asked first."""
        try:
            wish = json.loads(body if self.headers.get_content_type() == "application/json" else b"")
            if "person" in wish:
                self.server.change(wish["person"], wish["set"])
            fault = Fault(wish["fault"]) if wish.get("fault") else None
            times = int(wish["times"]) if wish.get("times") else None
            self.server.faults.set(fault, times=times, seconds=float(wish.get("seconds", 3)))
        except (ValueError, KeyError, TypeError):
            self._json({"error": "invalid_request", "faults": list(Fault)}, HTTPStatus.BAD_REQUEST)
        else:
            self._json({"fault": fault})

    def _json(self, content: object, status: HTTPStatus = HTTPStatus.OK, *, wrong: bool = False) -> None:
        self._answer(status, json.dumps(content, ensure_ascii=False).encode(), "application/json", wrong=wrong)

    def _answer(self, status: HTTPStatus, content: bytes, media_type: str, *, wrong: bool = False) -> None:
        secret = "somebody else's" if wrong else self.server.token
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Chu-Ky", hmac.new(secret.encode(), content, hashlib.sha256).hexdigest())
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
