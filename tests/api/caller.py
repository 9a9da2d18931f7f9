"""A machine as it calls: with its secret for a token, with the token for everything else."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

API = "/api/v1"


@dataclass(frozen=True)
class Caller:
    client_id: str = ""
    secret: str = ""
    token: str = ""
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask_token(self, **changes: str) -> Any:
        asked = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.secret}
        return self.client.post(f"{API}/token", asked | changes)

    def with_token(self, **changes: str) -> Caller:
        return replace(self, token=self.ask_token(**changes).json()["access_token"])

    def get(self, path: str, **query: str) -> Any:
        return self.client.get(API + path, query, headers=self._headers())

    def post(self, path: str, body: Any, *, key: str = "khoa-0001") -> Any:
        content = body if isinstance(body, bytes) else json.dumps(body)
        headers = self._headers() | ({"Idempotency-Key": key} if key else {})
        return self.client.post(API + path, content, content_type="application/json", headers=headers)

    def upload(self, name: str, content: bytes, *, key: str = "tep-00001", media_type: str = "image/jpeg") -> Any:
        file = SimpleUploadedFile(name, content, content_type=media_type)
        return self.client.post(f"{API}/files", {"file": file}, headers=self._headers() | {"Idempotency-Key": key})

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


def check_problem(response: HttpResponse, status: int, code: str, *more: str) -> dict[str, Any]:
    """The problem of a refusal, after its shape was looked at; ``more``: members of this problem alone."""
    assert response.status_code == status, response.content.decode()[:500]
    assert response["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = json.loads(response.content)
    assert set(found) == {"type", "title", "status", "detail", "request_id", "fields", *more}
    assert (found["type"], found["status"]) == (f"/loi/{code}", status)
    assert found["request_id"] == response["X-Request-Id"]
    return found
