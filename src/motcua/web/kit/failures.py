"""Pages for what nobody planned: a bug, and a form whose token no longer fits."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from motcua.identity.askers import ANONYMOUS
from motcua.web.kit.kept import is_desk, keep_form


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database: it may be what failed."""
    request.asker = ANONYMOUS  # type: ignore[attr-defined]
    context = {
        "title": _("Hệ thống đang trục trặc"),
        "text": _("Lỗi này do hệ thống, không phải do anh/chị. Những gì đã lưu vẫn còn. Vài phút nữa anh/chị thử lại."),
        "again_url": request.get_full_path() if request.method == "GET" else "",
        "again_label": _("Thử lại"),
        **({"shell": "kit/desk.html", "at_a_desk": True} if is_desk(request.path) else {}),
    }
    return render(request, "kit/broken.html", context, status=500)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A form sent from a page opened before a login or with cookies off.

    Nothing is done; what was typed is kept for the same page when the form came from a page of ours, so that a
    stranger's page can put no words into somebody's form.
    """
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin" and not is_desk(request.path)
    kept = ours and keep_form(request)
    text = (
        _("Để bảo vệ anh/chị, hệ thống không nhận lần gửi này. Bấm nút dưới đây: câu trả lời vẫn còn, anh/chị gửi lại.")
        if kept
        else _(
            "Để bảo vệ anh/chị, hệ thống không nhận lần gửi này. Bấm nút quay lại của trình duyệt, tải lại trang "
            "rồi gửi lại. Nếu vẫn gặp, kiểm tra trình duyệt có cho phép cookie không."
        )
    )
    context = {
        "title": _("Trang này đã mở quá lâu"),
        "text": text,
        "again_url": request.get_full_path(),
        "again_label": _("Mở lại trang"),
    }
    return render(request, "kit/failure.html", context, status=403)


def button_only(request: HttpRequest) -> HttpResponse:
    """An address that only a form's button opens, come to by hand or by "back"; leads to the page above it."""
    context = {
        "title": _("Trang này không mở trực tiếp được"),
        "text": _("Địa chỉ này chỉ dùng khi bấm nút trên trang trước. Những gì đã lưu vẫn còn."),
        "again_url": _above(request.path),
        "again_label": _("Mở trang trước"),
    }
    return render(request, "kit/failure.html", context, status=405)


def _above(path: str) -> str:
    """The nearest address above ``path`` that is a page; "" when there is none but the front door."""
    while path := path.rstrip("/").rpartition("/")[0]:
        with suppress(Resolver404):
            resolve(f"{path}/")
            return f"{path}/"
    return ""


def broken_text(request: HttpRequest) -> HttpResponse:
    """Something that no keyboard types; the page around it may still be read."""
    context = {
        "title": _("Không đọc được yêu cầu"),
        "text": _("Nội dung gửi lên có ký tự không hợp lệ. Quay lại, gõ lại bằng bàn phím rồi gửi."),
        "again_url": "",
        "again_label": "",
    }
    return render(request, "kit/failure.html", context, status=400)
