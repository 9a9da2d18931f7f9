"""How a request of the desk begins: an officer, and a key that makes a second press harmless."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Concatenate

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from motcua.identity.askers import Asker, AskerKind
from motcua.identity.enums import Role
from motcua.kernel.errors import Forbidden, Invalid
from motcua.kernel.ids import uuid7
from motcua.web.kit.requests import Request

_KEY = re.compile(r"^desk-[0-9a-f-]{36}$")

type OfficerView[**P] = Callable[Concatenate[Request, Asker, P], HttpResponse]


def for_officers[**P](view: OfficerView[P]) -> Callable[Concatenate[Request, P], HttpResponse]:
    """Give the view its asker. The middleware has sent strangers to the login; citizens are told whose page this is."""

    @wraps(view)
    def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.asker.kind is not AskerKind.OFFICER:
            raise Forbidden(
                _("Trang này dành cho cán bộ. Thoát tài khoản công dân rồi đăng nhập bằng tài khoản cán bộ.")
            )
        response = view(request, request.asker, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return guarded


def check_sits(asker: Asker, *roles: Role) -> None:
    """Refuse an officer who holds none of ``roles`` anywhere."""
    if not asker.organisations_with(*roles):
        raise Forbidden(_("Vị trí của anh/chị không có phần việc này. Hỏi người quản trị đơn vị nếu cần thêm quyền."))


def is_part(request: Request) -> bool:
    """Whether htmx wants a part of the page, not the page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def new_key() -> str:
    """A key for one form; the same form sent twice carries the same one."""
    return f"desk-{uuid7()}"


def posted_key(request: HttpRequest) -> str:
    return check_key(request.POST.get("key", ""))


def check_key(key: str) -> str:
    """The key of a form if it is one of ours."""
    if not _KEY.match(key):
        raise Invalid(_("Biểu mẫu đã cũ hoặc bị sửa. Tải lại trang rồi làm lại."), code="bad_key")
    return key
