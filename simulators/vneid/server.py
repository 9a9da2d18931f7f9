"""The provider over HTTP."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlencode, urlsplit

from simulators.vneid import pages
from simulators.vneid.faults import Fault
from simulators.vneid.grants import TOKEN_SECONDS, Login
from simulators.vneid.people import Citizen
from simulators.vneid.provider import Provider, challenge_of

_LARGEST_BODY = 64 * 1024


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, citizens: dict[str, Citizen], clients: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.provider = Provider(f"http://127.0.0.1:{self.server_port}", citizens, clients)


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
        """Silent: the addresses carry codes."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        provider = self.server.provider
        if parts.path == "/":
            self._page(pages.message("VNeID mô phỏng", "Máy chủ định danh của bản chạy thử đang hoạt động."))
        elif parts.path == "/_control":
            self._json({"fault": provider.faults.fault, "faults": list(Fault)})
        elif self._misbehaves():
            return
        elif parts.path == "/.well-known/openid-configuration":
            self._json(provider.discovery())
        elif parts.path == "/jwks":
            self._json({"keys": [provider.key.jwk()]})
        elif parts.path == "/auth":
            self._auth(query)
        elif parts.path == "/userinfo":
            self._userinfo()
        elif parts.path == "/logout":
            self._logout(query)
        else:
            self._page(pages.message("Không có trang này", "Hãy quay lại cổng dịch vụ công."), HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LARGEST_BODY:
            self.close_connection = True
            self._json({"error": "invalid_request"}, HTTPStatus.CONTENT_TOO_LARGE)
            return
        body = self.rfile.read(length)
        path = urlsplit(self.path).path
        if path == "/_control":
            self._control(body)
        elif self._misbehaves():
            return
        elif path == "/auth/decision":
            self._decision(dict(parse_qsl(body.decode())))
        elif path == "/token":
            self._token(dict(parse_qsl(body.decode())))
        elif path == "/userinfo":
            self._userinfo()
        else:
            self._json({"error": "not_found"}, HTTPStatus.NOT_FOUND)

    def _auth(self, query: dict[str, str]) -> None:
        provider = self.server.provider
        redirect_uri = query.get("redirect_uri", "")
        if query.get("client_id") not in provider.clients or not provider.may_return_to(redirect_uri):
            sentence = "Ứng dụng gọi tới chưa đăng ký hoặc địa chỉ quay về không đúng."
            self._page(pages.message("Không thể đăng nhập", sentence), HTTPStatus.BAD_REQUEST)
            return
        problem = _problem(query)
        if problem:
            self._redirect(redirect_uri, {"error": problem, "state": query.get("state", "")})
            return
        login = Login(
            client_id=query["client_id"],
            redirect_uri=redirect_uri,
            state=query.get("state", ""),
            nonce=query.get("nonce", ""),
            code_challenge=query["code_challenge"],
        )
        handle = provider.grants.begin(login)
        self._page(pages.approval(handle, login.client_id, provider.citizens.values()))

    def _decision(self, form: dict[str, str]) -> None:
        provider = self.server.provider
        login = provider.grants.decide(form.get("login", ""))
        if login is None:
            sentence = "Yêu cầu đăng nhập này đã dùng hoặc đã hết hạn. Hãy quay lại cổng và đăng nhập lại."
            self._page(pages.message("Yêu cầu hết hạn", sentence), HTTPStatus.BAD_REQUEST)
            return
        citizen = provider.citizens.get(form.get("citizen", ""))
        if form.get("answer") != "yes" or citizen is None:
            self._redirect(login.redirect_uri, {"error": "access_denied", "state": login.state})
            return
        replay = provider.faults.now(Fault.REPLAYED_CODE) is not None
        code = provider.grants.give_code(login, citizen, replay=replay)
        self._redirect(login.redirect_uri, {"code": code, "state": login.state})

    def _token(self, form: dict[str, str]) -> None:
        provider = self.server.provider
        client_id = provider.client_of(self.headers.get("Authorization", ""), form)
        if client_id is None:
            self._json({"error": "invalid_client"}, HTTPStatus.UNAUTHORIZED)
            return
        code = form.get("code", "")
        grant = provider.grants.spend_code(code) if form.get("grant_type") == "authorization_code" else None
        if (
            grant is None
            or grant.login.client_id != client_id
            or grant.login.redirect_uri != form.get("redirect_uri")
            or grant.login.code_challenge != challenge_of(form.get("code_verifier", ""))
        ):
            self._json({"error": "invalid_grant"}, HTTPStatus.BAD_REQUEST)
            return
        self._json(
            {
                "access_token": provider.grants.give_token(grant.citizen, code),
                "token_type": "Bearer",
                "expires_in": TOKEN_SECONDS,
                "id_token": provider.id_token(grant),
            }
        )

    def _userinfo(self) -> None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        citizen = self.server.provider.grants.holder(token)
        if citizen is None:
            self._json({"error": "invalid_token"}, HTTPStatus.UNAUTHORIZED)
        else:
            self._json(citizen.claims())

    def _logout(self, query: dict[str, str]) -> None:
        target = query.get("post_logout_redirect_uri", "")
        if target and self.server.provider.may_return_to(target):
            self._redirect(target, {"state": query["state"]} if "state" in query else {})
        else:
            self._page(pages.message("Đã thoát", "Anh/chị đã thoát khỏi VNeID mô phỏng."))

    def _control(self, body: bytes) -> None:
        """Only as JSON: a web page of another origin cannot send that without being asked first."""
        try:
            wish = json.loads(body if self.headers.get_content_type() == "application/json" else b"")
            fault = Fault(wish["fault"]) if wish["fault"] else None
            times = int(wish["times"]) if wish.get("times") else None
            self.server.provider.faults.set(fault, times=times, seconds=float(wish.get("seconds", 3)))
        except (ValueError, KeyError, TypeError):
            self._json({"error": "invalid_request", "faults": list(Fault)}, HTTPStatus.BAD_REQUEST)
        else:
            self._json({"fault": fault})

    def _misbehaves(self) -> bool:
        """Do what a general fault asks; True when the request is thereby answered (or never will be)."""
        faults = self.server.provider.faults
        fault = faults.now(Fault.SLOW, Fault.SERVER_ERROR, Fault.DOWN)
        if fault is Fault.SLOW:
            faults.wait()
        elif fault is Fault.SERVER_ERROR:
            self._page(pages.message("Đang bảo trì", "Hệ thống đang bảo trì."), HTTPStatus.SERVICE_UNAVAILABLE)
        elif fault is Fault.DOWN:
            self.close_connection = True
        return fault in (Fault.SERVER_ERROR, Fault.DOWN)

    def _redirect(self, to: str, parameters: dict[str, str]) -> None:
        query = urlencode({name: value for name, value in parameters.items() if value})
        separator = "&" if urlsplit(to).query else "?"
        self._answer(HTTPStatus.FOUND, b"", "text/plain", {"Location": f"{to}{separator}{query}" if query else to})

    def _json(self, content: object, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._answer(status, json.dumps(content, ensure_ascii=False).encode(), "application/json", {})

    def _page(self, content: bytes, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._answer(status, content, "text/html; charset=utf-8", {"X-Frame-Options": "DENY"})

    def _answer(self, status: HTTPStatus, content: bytes, media_type: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Type": media_type, "Cache-Control": "no-store"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _problem(query: dict[str, str]) -> str:
    """The OAuth error of a request to ``/auth``, or "" (OpenID Connect Core §3.1.2.6, RFC 7636 §4.4.1)."""
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in query.get("scope", "").split():
        return "invalid_scope"
    if not query.get("code_challenge") or query.get("code_challenge_method") != "S256":
        return "invalid_request"
    return ""
