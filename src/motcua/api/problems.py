"""Refusals as problem details (RFC 9457), ``application/problem+json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from motcua.dossiers.prechecks.accepting import StillToMend
from motcua.kernel.errors import Refused

MEDIA_TYPE = "application/problem+json"
MOST_FIELDS = 20
LONGEST_NAME = 100

# What is wrong, by pydantic's kind of error. Its own messages repeat what was sent; these never do.
WRONG = {
    "missing": gettext_lazy("Thiếu trường này."),
    "extra_forbidden": gettext_lazy("Không có trường này."),
    "string_too_long": gettext_lazy("Dài quá mức cho phép."),
    "string_too_short": gettext_lazy("Ngắn quá mức cho phép."),
    "too_long": gettext_lazy("Nhiều quá mức cho phép."),
    "string_pattern_mismatch": gettext_lazy("Chưa đúng mẫu ghi trong mô tả API."),
    "literal_error": gettext_lazy("Không nằm trong các giá trị cho phép."),
    "string_type": gettext_lazy("Phải là chuỗi ký tự."),
    "int_type": gettext_lazy("Phải là số nguyên."),
    "int_parsing": gettext_lazy("Phải là số nguyên."),
    "uuid_parsing": gettext_lazy("Phải là UUID."),
    "less_than_equal": gettext_lazy("Lớn quá mức cho phép."),
    "greater_than_equal": gettext_lazy("Nhỏ quá mức cho phép."),
}
# What is said when something before or around the API refused: routing, tokens, size, a bug.
PLAIN = {
    400: ("bad_request", gettext_lazy("Không đọc được yêu cầu. Kiểm tra định dạng và bảng mã UTF-8 rồi gửi lại.")),
    401: ("unauthenticated", gettext_lazy("Cần mã truy cập còn hạn. Lấy mã mới tại /api/v1/token.")),
    403: ("forbidden", gettext_lazy("Không được làm việc này.")),
    404: ("no_such_address", gettext_lazy("Không có địa chỉ này. Xem /api/v1/openapi.json.")),
    405: ("method_not_allowed", gettext_lazy("Địa chỉ này không nhận phương thức đó. Xem tiêu đề Allow.")),
    413: ("too_large", gettext_lazy("Yêu cầu quá lớn. Gửi ít dữ liệu hơn trong một lần.")),
    500: ("server_error", gettext_lazy("Hệ thống gặp lỗi. Thử lại sau; nếu vẫn lỗi, báo mã request_id cho quản trị.")),
}


class FindingOut(Schema):
    """What a check of the procedure found: `check` is its key, `field` the answer or `paper` the paper it is mended at
    ("" for both = neither). `level` "block" stops the filing, "warn" does not.
    """

    check: str
    level: Literal["block", "warn"]
    sentence: str
    field: str
    paper: str


class Problem(Schema):
    """`type` is stable (`/loi/<code>`); `fields` maps a field to its own sentence; `findings` comes with `precheck`."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    fields: dict[str, str]
    findings: Annotated[list[FindingOut], Field(default_factory=list)]


type Refusals = dict[int, type[Problem]]


def refusals(*statuses: int) -> Refusals:
    """The answers of an operation other than success; 400 may always come."""
    return dict.fromkeys(sorted({400, *statuses}), Problem)


def problem(
    request: HttpRequest,
    *,
    status: int,
    code: str,
    detail: str,
    fields: Mapping[str, str] | None = None,
    **more: object,
) -> HttpResponse:
    """``more``: members of this problem alone."""
    body: dict[str, Any] = {
        "type": f"/loi/{code}",
        "title": code,
        "status": status,
        "detail": detail,
        "request_id": getattr(request, "request_id", ""),
        "fields": dict(fields or {}),
        **more,
    }
    response = JsonResponse(body, status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="motcua"'
    return response


def finding(check: str, sentence: str, *, field: str, paper: str, blocks: bool) -> FindingOut:
    return FindingOut(check=check, level="block" if blocks else "warn", sentence=sentence, field=field, paper=paper)


def plain_problem(request: HttpRequest, status: int) -> HttpResponse:
    """A problem known by its status alone."""
    code, detail = PLAIN.get(status) or (PLAIN[400] if status < 500 else PLAIN[500])
    return problem(request, status=status, code=code, detail=str(detail))


def install(api: NinjaAPI) -> None:
    """Turn every planned refusal of the house, and ninja's own, into a problem detail."""

    @api.exception_handler(Refused)
    def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
        return problem(request, status=refusal.status, code=refusal.code, detail=refusal.message, fields=refusal.fields)

    @api.exception_handler(StillToMend)
    def still_to_mend(request: HttpRequest, refusal: StillToMend) -> HttpResponse:
        findings = [
            finding(one.key, one.sentence, field=one.field, paper=one.paper, blocks=one.blocks).model_dump()
            for one in refusal.findings
        ]
        return problem(
            request,
            status=refusal.status,
            code=refusal.code,
            detail=refusal.message,
            fields=refusal.fields,
            findings=findings,
        )

    @api.exception_handler(ValidationError)
    def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
        detail = _("Yêu cầu chưa đúng định dạng. Xem từng trường trong “fields”.")
        return problem(request, status=422, code="malformed", detail=detail, fields=_fields(error.errors))

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        return plain_problem(request, 401)

    @api.exception_handler(RequestDataTooBig)
    @api.exception_handler(TooManyFieldsSent)
    @api.exception_handler(TooManyFilesSent)
    def too_large(request: HttpRequest, _error: Exception) -> HttpResponse:
        return plain_problem(request, 413)

    @api.exception_handler(HttpError)
    def plain(request: HttpRequest, error: HttpError) -> HttpResponse:
        return plain_problem(request, error.status_code)


def _fields(errors: list[dict[str, Any]]) -> dict[str, str]:
    """Where and what, for the first fields that are wrong."""
    found = {}
    for one in errors[:MOST_FIELDS]:
        place = ".".join(str(part) for part in one["loc"])[:LONGEST_NAME]
        found[place] = str(WRONG.get(one["type"]) or _("Giá trị chưa đúng."))
    return found
