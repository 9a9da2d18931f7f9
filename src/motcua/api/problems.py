"""Refusals as problem details (RFC 9457), ``application/problem+json``."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from motcua.kernel.errors import Refused


class Problem(Schema):
    """``type`` is stable (``/loi/<code>``); ``fields`` maps a field to its own sentence."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str = ""
    fields: dict[str, str] = {}


def problem(
    request: HttpRequest, *, status: int, code: str, detail: str, fields: dict[str, str] | None = None
) -> HttpResponse:
    body: dict[str, Any] = {
        "type": f"/loi/{code}",
        "title": code,
        "status": status,
        "detail": detail,
        "request_id": getattr(request, "request_id", ""),
        "fields": fields or {},
    }
    return JsonResponse(body, status=status, content_type="application/problem+json")


def install(api: NinjaAPI) -> None:
    """Turn every planned refusal of the house, and ninja's own, into a problem detail."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
        return problem(
            request, status=refusal.status, code=refusal.code, detail=refusal.message, fields=refusal.fields
        )

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        fields = {".".join(str(part) for part in one["loc"]): str(one["msg"]) for one in error.errors}
        return problem(
            request, status=422, code="malformed", detail="Yêu cầu chưa đúng định dạng; xem từng trường.", fields=fields
        )

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        return problem(
            request, status=401, code="unauthenticated", detail="Cần mã truy cập hợp lệ. Lấy mã mới tại /api/v1/token."
        )

    @api.exception_handler(HttpError)
    def plain(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(request, status=error.status_code, code="bad_request", detail=str(error))
